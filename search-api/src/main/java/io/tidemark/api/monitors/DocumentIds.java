/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ids of documents: the same on every instance, and short however long the names are. */
final class DocumentIds {

  private DocumentIds() {}

  static String of(String... names) {
    String all =
        Stream.of(names).map(name -> name.length() + ":" + name).collect(Collectors.joining());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(all));
  }

  private static byte[] digest(String names) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(names.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
