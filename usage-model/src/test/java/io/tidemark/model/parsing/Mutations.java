/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/** Damages records in the ways in which real ones are damaged, and in those of an attacker. */
public final class Mutations {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "-0",
          "1.5",
          "1e400",
          "-1e-400",
          "1E5",
          "01",
          "+1",
          "1000000000000",
          "1000000000001",
          "9007199254740991",
          "9007199254740992",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890",
          "1767229200",
          "1767229200125",
          "NaN",
          "Infinity",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\\x\"",
          "\"\u00e9\u6f22\"",
          "\"2026-02-29T00:00:00Z\"",
          "\"2024-02-29T23:59:60+05:30\"",
          "\"preset\"",
          "\"playground\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":\"b\"}",
          "{\"a\":null,\"b\":1}",
          "[1,2",
          "{\"a\"",
          "599",
          "600");

  private final List<String> fields;
  private final SplittableRandom random;

  /**
   * @param fields names that are put into records a second time, or newly
   */
  public Mutations(long seed, List<String> fields) {
    random = new SplittableRandom(seed);
    this.fields = List.copyOf(fields);
  }

  /** A record with one to three damages. */
  public byte[] of(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    int changes = random.nextInt(1, 4);
    for (int i = 0; i < changes; i++) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int size = bytes.length;
    int at = size == 0 ? 0 : random.nextInt(size);
    int to = Math.min(size, at + random.nextInt(1, 12));
    return switch (random.nextInt(12)) {
      case 0 -> splice(bytes, at, size, new byte[0]);
      case 1 -> splice(bytes, at, Math.min(size, at + 1), new byte[] {(byte) random.nextInt(256)});
      case 2 -> splice(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
      case 3 -> splice(bytes, at, to, new byte[0]);
      case 4 -> splice(bytes, 0, 0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      case 5 -> splice(bytes, at, at, "[".repeat(random.nextInt(1, 100)).getBytes(UTF_8));
      case 6 -> splice(bytes, size, size, new byte[] {(byte) random.nextInt(128)});
      case 7 -> splice(bytes, at, to, bytes.clone());
      case 8, 9 -> addField(bytes);
      default -> replaceValue(bytes, at);
    };
  }

  /** Puts a field behind the first opening brace, which often makes it a second one. */
  private byte[] addField(byte[] bytes) {
    String field = "\"" + pick(fields) + "\":" + pick(VALUES) + ",";
    int brace = new String(bytes, UTF_8).indexOf('{');
    int at = Math.min(bytes.length, brace + 1);
    return splice(bytes, at, at, field.getBytes(UTF_8));
  }

  /** Replaces what is between the next colon and the comma after it. */
  private byte[] replaceValue(byte[] bytes, int from) {
    int colon = from;
    while (colon < bytes.length && bytes[colon] != ':') {
      colon++;
    }
    int comma = colon;
    while (comma < bytes.length && bytes[comma] != ',' && bytes[comma] != '}') {
      comma++;
    }
    int at = Math.min(colon + 1, bytes.length);
    return splice(bytes, at, Math.max(at, comma), pick(VALUES).getBytes(UTF_8));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(insert);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
