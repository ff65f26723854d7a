/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Identities of things with a state of their own: 128 bits over the tenant and the thing's id, as
 * text. Belongs to one thread.
 */
public final class Identity {

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private static final byte[] ALPHABET = new byte[64];

  static {
    for (int i = 0; i < ALPHABET.length; i++) {
      // The last character of the text has the last six bits of three bytes.
      ALPHABET[i] = TEXT.encode(new byte[] {0, 0, (byte) i})[3];
    }
  }

  private final Fingerprint fingerprint = new Fingerprint();

  /** The identity; 22 characters that a URL can carry. */
  public String of(String... names) {
    byte[] identity = DimensionKey.of(names);
    fingerprint.of(identity, 0, identity.length);
    return textOf(fingerprint.high(), fingerprint.low());
  }

  /** The identity with this fingerprint. */
  public static String textOf(long high, long low) {
    ByteBuffer id = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
    return TEXT.encodeToString(id.array());
  }

  /** The two halves of the fingerprint, one after the other. */
  public static ByteBuffer fingerprintOf(String text) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
  }

  /** The hash code of the text, without the text: it decides the key group. */
  public static int hashOf(long high, long low) {
    int hash = 0;
    for (int shift = 58; shift >= 4; shift -= 6) {
      hash = 31 * hash + ALPHABET[(int) (high >>> shift) & 63];
    }
    hash = 31 * hash + ALPHABET[(int) (high << 2 | low >>> 62) & 63];
    for (int shift = 56; shift >= 2; shift -= 6) {
      hash = 31 * hash + ALPHABET[(int) (low >>> shift) & 63];
    }
    return 31 * hash + ALPHABET[(int) (low << 4) & 63];
  }
}
