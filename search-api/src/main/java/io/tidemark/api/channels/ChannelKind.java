/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Channels as settings. A secret is named, never stored. */
@Component
class ChannelKind implements SettingKind<Channel> {

  private static final String TYPE = "type";
  private static final String URL = "url";
  private static final String SECRET = "secret";
  private static final String ENABLED = "enabled";

  private static final Pattern SECRET_FORM =
      Pattern.compile("file:[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LONGEST_URL = 2_000;

  private final TargetAddresses addresses;

  ChannelKind(TargetAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public String id() {
    return "channel";
  }

  @Override
  public String plural() {
    return "channels";
  }

  @Override
  public int mostPerTenant() {
    return 50;
  }

  @Override
  public int mostBytes() {
    return 16 << 10;
  }

  @Override
  public Channel parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body).allow(TYPE, URL, SECRET, ENABLED);
    members.requireChoice(TYPE, Set.of("webhook"));
    String secret =
        members.requireText(
            SECRET, SECRET_FORM, "file:NAME, the name of a file in the tenant's folder of secrets");
    JsonNode enabled = body.path(ENABLED);
    if (!enabled.isMissingNode() && !enabled.isBoolean()) {
      throw new SettingFault(ENABLED, "This must be true or false.");
    }
    return new Channel(
        url(members.requireText(URL, LONGEST_URL)),
        secret.substring("file:".length()),
        enabled.asBoolean(true));
  }

  private URI url(String text) {
    try {
      URI url = new URI(text);
      addresses.requireForm(url);
      return url;
    } catch (URISyntaxException e) {
      throw new SettingFault(URL, "This is not an address.");
    } catch (ForbiddenTargetException e) {
      throw new SettingFault(URL, e.getMessage());
    }
  }
}
