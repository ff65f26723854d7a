/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.Language;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Channels as settings. A secret is named, never stored. */
@Component
class ChannelKind implements SettingKind<Channel> {

  /** The member that says whether messages are sent. */
  static final String ENABLED = "enabled";

  private static final String TYPE = "type";
  private static final String URL = "url";
  private static final String TOKEN = "token";
  private static final String SECRET = "secret";
  private static final String TO = "to";
  private static final String LANGUAGE = "language";
  private static final String TIME_ZONE = "time_zone";

  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_ZONE = 64;
  private static final int MOST_RECEIVERS = 20;

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
    BodyMembers members = new BodyMembers("", body);
    ChannelType type = ChannelType.fromId(members.requireChoice(TYPE, ChannelType.listIds()));
    members.allow(memberNames(type));
    Optional<SecretReference> token = readReference(members, TOKEN);
    Optional<SecretReference> secret = readReference(members, SECRET);
    if (type == ChannelType.WEBHOOK && secret.isEmpty()) {
      throw new SettingFault(
          SECRET,
          "This member is missing: it names the secret that signs messages, as "
              + SecretReference.FORM
              + ".");
    }
    return new Channel(
        type,
        readUrl(type, members, token),
        token,
        secret,
        type == ChannelType.MAIL ? readReceivers(body.path(TO)) : List.of(),
        readLanguage(type, members),
        readZone(members),
        readEnabled(body.path(ENABLED)));
  }

  @Override
  public void requireCurrent(String tenant, Channel channel) {
    if (!channel.enabled()) {
      return;
    }
    channel
        .url()
        .filter(url -> !SecretReference.isReference(url))
        .ifPresent(this::requireReachable);
  }

  private void requireReachable(String url) {
    try {
      addresses.requireReachable(URI.create(url));
    } catch (UnknownHostException e) {
      throw new SettingFault(URL, e.getMessage());
    }
  }

  private static String[] memberNames(ChannelType type) {
    List<String> names = new ArrayList<>(List.of(TYPE));
    names.addAll(
        switch (type) {
          case WEBHOOK -> List.of(URL, SECRET);
          case WECOM, SLACK, ALERTMANAGER -> List.of(URL, TOKEN);
          case DINGTALK, FEISHU -> List.of(URL, TOKEN, SECRET);
          case MAIL -> List.of(TO);
        });
    names.addAll(List.of(LANGUAGE, TIME_ZONE, ENABLED));
    return names.toArray(String[]::new);
  }

  private static Optional<SecretReference> readReference(BodyMembers members, String name) {
    if (members.text(name, Integer.MAX_VALUE).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        SecretReference.parseReference(
            members.requireText(name, SecretReference.PATTERN, SecretReference.FORM)));
  }

  private Optional<String> readUrl(
      ChannelType type, BodyMembers members, Optional<SecretReference> token) {
    Optional<String> url = members.text(URL, LONGEST_URL);
    if (url.isEmpty()) {
      requireAddress(type, token);
      return url;
    }
    if (SecretReference.isReference(url.get())) {
      return url;
    }
    URI address = checkedAddress(url.get());
    boolean robots = type.address().isPresent();
    boolean platform =
        type.address()
            .map(all -> URI.create(all).getHost().equals(address.getHost()))
            .orElse(false);
    if (robots && (address.getRawQuery() != null || (platform && token.isEmpty()))) {
      throw new SettingFault(
          URL,
          "The address of a robot holds a secret: write it to a file and name the file, for"
              + " example file:ops-robot.");
    }
    return url;
  }

  private static void requireAddress(ChannelType type, Optional<SecretReference> token) {
    if (type != ChannelType.MAIL && (type.address().isEmpty() || token.isEmpty())) {
      throw new SettingFault(
          URL,
          type.address().isEmpty()
              ? "This member is missing."
              : "This member or token is missing: a reference to the address of the robot, for"
                  + " example file:ops-robot.");
    }
  }

  private URI checkedAddress(String text) {
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

  private static List<String> readReceivers(JsonNode to) {
    if (!to.isArray() || to.isEmpty() || to.size() > MOST_RECEIVERS) {
      throw new SettingFault(
          TO, "This must be a list of 1 to " + MOST_RECEIVERS + " mail addresses.");
    }
    List<String> receivers = new ArrayList<>();
    for (JsonNode receiver : to) {
      if (!receiver.isString() || !MailAddress.isValid(receiver.asString())) {
        throw new SettingFault(
            TO + '[' + receivers.size() + ']',
            "This must be a mail address, for example ops@example.com.");
      }
      receivers.add(receiver.asString());
    }
    return receivers;
  }

  private static Language readLanguage(ChannelType type, BodyMembers members) {
    return members.text(LANGUAGE, LONGEST_ZONE).isEmpty()
        ? type.language()
        : Language.fromId(members.requireChoice(LANGUAGE, Language.listIds()));
  }

  private static ZoneId readZone(BodyMembers members) {
    String name = members.text(TIME_ZONE, LONGEST_ZONE).orElse("UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new SettingFault(TIME_ZONE, "This must be a time zone, for example Asia/Shanghai.");
    }
  }

  private static boolean readEnabled(JsonNode value) {
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new SettingFault(ENABLED, "This must be true or false.");
    }
    return value.asBoolean(true);
  }
}
