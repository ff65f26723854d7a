/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to a request, and the way its connection ends.
 *
 * @param headers without the content length
 * @param length bytes of the body; negative when the end of the connection ends it
 */
public record Reply(
    int status, Map<String, String> headers, long length, Body body, Ending ending) {

  /** Writes the body. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** How a connection ends after the reply. */
  public enum Ending {
    KEPT,
    CLOSED,
    /** Half of the promised body, then an orderly close. */
    HALF,
    /** No answer, then an orderly close. */
    SILENT,
    /** No answer, then a reset. */
    RESET
  }

  private static final String CONTENT_TYPE = "Content-Type";

  public static Reply json(int status, String json) {
    return of(status, "application/json", json.getBytes(UTF_8));
  }

  public static Reply json(String json) {
    return json(200, json);
  }

  /** A status without a body. */
  public static Reply status(int status) {
    return of(status, null, new byte[0]);
  }

  /**
   * A whole body.
   *
   * @param contentType null for none
   * @param body not copied
   */
  public static Reply of(int status, String contentType, byte[] body) {
    Map<String, String> headers =
        contentType == null ? Map.of() : Map.of(CONTENT_TYPE, contentType);
    return new Reply(status, headers, body.length, out -> out.write(body), Ending.KEPT);
  }

  /** A JSON body that is written while it is sent. */
  public static Reply streamedJson(Body body) {
    return new Reply(200, Map.of(CONTENT_TYPE, "application/json"), -1, body, Ending.CLOSED);
  }

  /** No answer: the connection ends as {@code ending} says. */
  public static Reply none(Ending ending) {
    return new Reply(0, Map.of(), 0, out -> {}, ending);
  }

  /** The body as text. */
  public String text() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    body.writeTo(written);
    return written.toString(UTF_8);
  }

  /** The same reply, of which only half arrives. */
  public Reply half() {
    return new Reply(status, headers, length, body, Ending.HALF);
  }

  /** The same reply with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, length, body, ending);
  }
}
