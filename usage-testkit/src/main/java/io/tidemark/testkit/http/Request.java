/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Map;

/** A request as it was received. */
public final class Request {

  private final String method;
  private final URI target;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * @param target path and query
   * @param headers by lower-case name
   * @param body not copied
   */
  Request(String method, URI target, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** Path and query, as sent. */
  public URI target() {
    return target;
  }

  /** The decoded path. */
  public String path() {
    return target.getPath();
  }

  /** All headers, by lower-case name. */
  public Map<String, String> headers() {
    return headers;
  }

  /** A header, or null. */
  public String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /** The body, to be read only. */
  public byte[] body() {
    return body;
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }
}
