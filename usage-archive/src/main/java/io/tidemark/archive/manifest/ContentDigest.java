/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.archive.document.StoredDocument;
import io.tidemark.model.fingerprint.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A digest over a set of documents that does not depend on their order, in which Elasticsearch
 * gives them: the sum of their digests.
 */
public final class ContentDigest {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final int RADIX = 16;

  private final MessageDigest sha256 = Sha256.create();
  private BigInteger sum = BigInteger.ZERO;

  /** Adds a document. */
  public void add(StoredDocument document) {
    byte[] id = document.id().getBytes(UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, id.length));
    sha256.update(id);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, document.version()));
    sha256.update(document.source());
    sum = sum.add(new BigInteger(1, sha256.digest())).mod(MODULUS);
  }

  /** As hexadecimal text. */
  @Override
  public String toString() {
    return "%64s".formatted(sum.toString(RADIX)).replace(' ', '0');
  }
}
