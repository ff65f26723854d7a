/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256 of bytes and of texts in UTF-8. */
public final class Sha256 {

  private Sha256() {}

  /** Creates a digest for content that comes in pieces. */
  public static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public static byte[] digest(byte[] content) {
    return create().digest(content);
  }

  public static byte[] digest(String text) {
    return digest(text.getBytes(UTF_8));
  }

  /** The digest as 64 lower-case hexadecimal digits. */
  public static String digestToHex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /** The digest as 43 characters of Base64 for URLs. */
  public static String digestToBase64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
  }

  /** Joins texts so that no other list of texts becomes the same text. */
  public static String joinParts(String... parts) {
    return Stream.of(parts).map(part -> part.length() + ":" + part).collect(Collectors.joining());
  }
}
