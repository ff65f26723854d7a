/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.model.fingerprint.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.springframework.core.io.Resource;

/** Names content by itself. */
final class ContentHash {

  /** 64 bits: different content gets different names, and addresses stay short. */
  private static final int BYTES = 8;

  private ContentHash() {}

  static String of(Resource file) {
    try (InputStream content = file.getInputStream()) {
      return of(content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(byte[] content) {
    return HexFormat.of().formatHex(Sha256.digest(content), 0, BYTES);
  }

  /**
   * The entity tag of content. It is weak, because the server compresses the answer: Tomcat never
   * compresses an answer with a strong tag.
   */
  static String createTag(String hash) {
    return "W/\"" + hash + '"';
  }
}
