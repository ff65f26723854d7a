/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class InvalidUtf8Test {

  private static final byte[][] PIECES = {
    "a".getBytes(UTF_8),
    "eleven text".getBytes(UTF_8),
    "é".getBytes(UTF_8),
    "漢".getBytes(UTF_8),
    "😀".getBytes(UTF_8)
  };

  @Test
  void replacesEachByteThatIsNoPartOfACharacter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      byte[] document = createRandom(random);
      byte[] replaced = InvalidUtf8.replaceInvalid(document);

      assertThat(new String(replaced, UTF_8))
          .as("seed %d, %d: %s", seed, i, Arrays.toString(document))
          .isEqualTo(replaceSlowly(document));
      assertThat(InvalidUtf8.replacedLength(document)).isEqualTo(replaced.length);
      assertThat(replaced == document).isEqualTo(replaced.length == document.length);
    }
  }

  /** Characters, some of which are cut, also at the end of the document. */
  private static byte[] createRandom(Random random) {
    byte[] document = new byte[random.nextInt(50)];
    int used = 0;
    while (used < document.length) {
      byte[] piece = PIECES[random.nextInt(PIECES.length)];
      int length = random.nextInt(4) == 0 ? 1 + random.nextInt(piece.length) : piece.length;
      length = Math.min(length, document.length - used);
      System.arraycopy(piece, 0, document, used, length);
      used += length;
    }
    return document;
  }

  /** Decodes the shortest valid piece at each place. */
  private static String replaceSlowly(byte[] document) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < document.length) {
      int length = 1;
      while (length <= 4 && !isCharacter(document, at, length)) {
        length++;
      }
      text.append(length > 4 ? "\uFFFD" : new String(document, at, length, UTF_8));
      at += length > 4 ? 1 : length;
    }
    return text.toString();
  }

  private static boolean isCharacter(byte[] document, int at, int length) {
    return at + length <= document.length
        && !new String(document, at, length, UTF_8).contains("\uFFFD");
  }
}
