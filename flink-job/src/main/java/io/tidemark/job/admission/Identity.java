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

  private final Fingerprint fingerprint = new Fingerprint();

  /** The identity; 22 characters that a URL can carry. */
  public String of(String... names) {
    byte[] identity = DimensionKey.of(names);
    fingerprint.of(identity, 0, identity.length);
    ByteBuffer id =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(fingerprint.high()).putLong(fingerprint.low());
    return TEXT.encodeToString(id.array());
  }
}
