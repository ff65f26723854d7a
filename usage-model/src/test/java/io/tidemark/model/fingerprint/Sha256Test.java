/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class Sha256Test {

  /** The example of FIPS 180-4. */
  @Test
  void computesThePublishedDigest() {
    assertThat(Sha256.digestToHex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.digestToBase64("abc"))
        .isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  }

  @Test
  void joinsPartsWithoutAmbiguity() {
    assertThat(Sha256.joinParts("ab", "c")).isNotEqualTo(Sha256.joinParts("a", "bc"));
    assertThat(Sha256.joinParts("1:a", "")).isNotEqualTo(Sha256.joinParts("1", ":a"));
  }
}
