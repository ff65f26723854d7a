/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.request.RequestMemory;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** CloudEvents in binary mode: the attributes are in headers, the body is the data. */
final class CloudEventHeaders {

  private static final String PREFIX = "ce-";
  private static final List<String> REQUIRED = List.of("id", "source", "type", "specversion");
  private static final int HEX = 16;
  private static final long COPIES = 6;

  private CloudEventHeaders() {}

  /** Whether a request has all headers of an event. */
  static boolean arePresent(HttpServletRequest request) {
    return REQUIRED.stream().allMatch(name -> request.getHeader(PREFIX + name) != null);
  }

  /** Reserves what an event takes whose data is longest: copies of it, in Base64. */
  static void reserveMemory(byte[] data, RequestMemory.Share share) {
    share.reserve(COPIES * data.length);
  }

  /**
   * The event in structured mode.
   *
   * @throws IntakeException when a header is wrong
   */
  static byte[] createStructured(HttpServletRequest request, byte[] data) {
    if (request.getHeader(PREFIX + "datacontenttype") != null) {
      throw IntakeException.createError(
          400, "ce-datacontenttype is not allowed: Content-Type names the type of the data.");
    }
    StringBuilder event = new StringBuilder("{");
    for (String header : Collections.list(request.getHeaderNames())) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        event.append(JsonText.quote(name.substring(PREFIX.length()))).append(':');
        event.append(JsonText.quote(decodeValue(name, request.getHeader(header)))).append(',');
      }
    }
    ByteArrayOutputStream structured = new ByteArrayOutputStream(data.length + event.length() + 16);
    structured.writeBytes(event.toString().getBytes(UTF_8));
    if (isJson(data)) {
      structured.writeBytes("\"data\":".getBytes(UTF_8));
      structured.writeBytes(data);
    } else {
      structured.writeBytes("\"data_base64\":\"".getBytes(UTF_8));
      structured.writeBytes(Base64.getEncoder().encode(data));
      structured.write('"');
    }
    structured.write('}');
    return structured.toByteArray();
  }

  private static boolean isJson(byte[] data) {
    JsonReader json = new JsonReader();
    json.open(data);
    return data.length > 0 && json.skipValue() && json.finish();
  }

  /** Undoes quotes first, then percent-encoding, once. */
  static String decodeValue(String name, String value) {
    String plain = unquoteValue(value.strip());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
        continue;
      }
      int high = i + 2 < plain.length() ? Character.digit(plain.charAt(i + 1), HEX) : -1;
      int low = i + 2 < plain.length() ? Character.digit(plain.charAt(i + 2), HEX) : -1;
      if (high < 0 || low < 0) {
        throw rejectHeader(name);
      }
      bytes.write(high * HEX + low);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException wrong) {
      throw rejectHeader(name);
    }
  }

  private static String unquoteValue(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private static IntakeException rejectHeader(String name) {
    return IntakeException.createError(400, name + " is not valid percent-encoded UTF-8.");
  }
}
