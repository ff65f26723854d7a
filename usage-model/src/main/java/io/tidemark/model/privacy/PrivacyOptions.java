/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.Set;

/**
 * The parts of addresses and free texts that documents and dead letters keep.
 *
 * @param addresses how much of client addresses is kept
 * @param addressKey key of hashed addresses, as text; empty unless they are hashed
 * @param dropped texts that are not kept
 */
public record PrivacyOptions(
    ClientAddress.Policy addresses, String addressKey, Set<DescriptiveText> dropped)
    implements Serializable {

  /** Truncated addresses, all texts. */
  public static final PrivacyOptions DEFAULT =
      new PrivacyOptions(ClientAddress.Policy.TRUNCATE, "", Set.of());

  public PrivacyOptions {
    dropped = Set.copyOf(dropped);
  }

  public boolean keeps(DescriptiveText text) {
    return !dropped.contains(text);
  }

  /** The key as bytes. */
  public byte[] key() {
    return addressKey.getBytes(UTF_8);
  }

  /** The form of an address that a dead letter may hold. */
  public String replayableAddress(String text) {
    return ClientAddress.replayable(text, addresses, key());
  }
}
