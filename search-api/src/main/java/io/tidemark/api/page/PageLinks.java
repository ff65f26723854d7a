/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes links to the page, for messages: the names are those of its address. */
@Component
public class PageLinks {

  /** Characters of a link that receivers of messages accept. */
  public static final int LONGEST = 1_500;

  private final String address;

  PageLinks(@Value("${tidemark.page.address:}") String address) {
    this.address = address.endsWith("/") ? address : address + "/";
  }

  /**
   * A link to a tab with its period and filters. It has no host unless the operator says where
   * people reach the page.
   *
   * @param filters values by filter, for example {@code user_id} or {@code not_model}
   */
  public String createLink(
      String tab, Instant from, Instant to, ZoneId zone, Map<String, List<String>> filters) {
    List<String> parameters = new ArrayList<>();
    parameters.add(parameter("tab", tab));
    parameters.add(parameter("from", from.toString()));
    parameters.add(parameter("to", to.toString()));
    parameters.add(parameter("zone", zone.getId()));
    filters.forEach(
        (name, values) -> values.forEach(value -> parameters.add(parameter(name, value))));
    return address + '?' + String.join("&", parameters);
  }

  /** A link to a tab that has no period. */
  public String createLink(String tab, Map<String, String> options) {
    List<String> parameters = new ArrayList<>();
    parameters.add(parameter("tab", tab));
    options.forEach((name, value) -> parameters.add(parameter(name, value)));
    return address + '?' + String.join("&", parameters);
  }

  private static String parameter(String name, String value) {
    return encode(name) + '=' + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
