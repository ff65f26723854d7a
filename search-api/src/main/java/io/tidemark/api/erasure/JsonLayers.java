/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as it stands, and without its escapes: senders may escape any character of an id. It need
 * not be valid, since payloads are cut.
 */
final class JsonLayers {

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private static final int HEX = 16;

  /** Texts of JSON may be JSON themselves, as those of some gateways are. */
  private static final int MOST = 4;

  private JsonLayers() {}

  /** The JSON, then without escapes, then without those of JSON in its texts, and so on. */
  static List<String> read(String json) {
    List<String> layers = new ArrayList<>(List.of(json));
    String last = json;
    while (layers.size() < MOST && last.indexOf('\\') >= 0) {
      last =
          ESCAPE.matcher(last).replaceAll(escape -> Matcher.quoteReplacement(readEscape(escape)));
      layers.add(last);
    }
    return layers;
  }

  private static String readEscape(MatchResult escape) {
    if (escape.group(1) != null) {
      return Character.toString((char) Integer.parseInt(escape.group(1), HEX));
    }
    // Ends of lines and the like are no part of a word, as a space is not.
    return "bfnrt".contains(escape.group(2)) ? " " : escape.group(2);
  }
}
