/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads bodies of a limited length. */
public final class LimitedBody {

  private static final int CHUNK_BYTES = 8 * 1024;
  private static final long MOST_DISCARDED = 64L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private LimitedBody() {}

  /**
   * The body, or its beginning of {@code most} + 1 bytes when it is longer. The rest is read as far
   * as that is not too much: a connection that is closed while bytes arrive is reset, and its
   * sender may see that in place of the answer.
   */
  public static byte[] readBytes(HttpServletRequest request, int most) throws IOException {
    InputStream body = request.getInputStream();
    byte[] content = body.readNBytes(most + 1);
    if (content.length > most) {
      discardRest(body);
    }
    return content;
  }

  private static void discardRest(InputStream body) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    byte[] chunk = new byte[CHUNK_BYTES];
    long left = MOST_DISCARDED;
    try {
      while (left > 0 && System.nanoTime() < deadline) {
        int n = body.read(chunk);
        left = n < 0 ? 0 : left - n;
      }
    } catch (IOException endOfTheSender) {
      // The answer is the same.
    }
  }
}
