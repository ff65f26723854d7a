/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where Kibana answers.
 *
 * @param base with the path of a space or proxy, without a slash at its end
 */
record KibanaAddress(String base) {

  /**
   * Takes {@code http://host:5601}, also with a path such as {@code /s/finance}.
   *
   * @throws IllegalArgumentException for anything else; the message does not repeat the address,
   *     which may hold a password
   */
  static KibanaAddress parseAddress(String address) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean bare =
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!http || uri.getHost() == null || !bare) {
      throw notAnAddress();
    }
    return new KibanaAddress(uri.toString().replaceFirst("/+$", ""));
  }

  URI resolvePath(String path) {
    return URI.create(base + path);
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "Kibana's address must read http://host:5601 or https://host:5601, a path may follow");
  }
}
