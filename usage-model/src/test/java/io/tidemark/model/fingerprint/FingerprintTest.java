/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class FingerprintTest {

  /** From the reference implementation's vectors for 128 bits: key 00 01 … 0f, input 00 01 …. */
  @ParameterizedTest
  @CsvSource({
    "0, a3817f04ba25a8e66df67214c7550293",
    "1, da87c1d86b99af44347659119b22fc45",
    "8, 3b62a9ba6258f5610f83e264f31497b4",
    "9, 264499060ad9baabc47f8b02bb6d71ed",
  })
  void agreesWithTheReference(int length, String expected) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) i;
    }
    Fingerprint fingerprint = new Fingerprint(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    fingerprint.of(input, 0, length);

    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(fingerprint.low()).putLong(fingerprint.high());
    assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo(expected);
  }

  @Test
  void readsOnlyItsSlice() {
    Fingerprint whole = new Fingerprint();
    Fingerprint slice = new Fingerprint();
    byte[] id = "request-4711".getBytes(UTF_8);

    whole.of(id, 0, id.length);
    slice.of("xxrequest-4711yy".getBytes(UTF_8), 2, id.length);

    assertThat(slice.high()).isEqualTo(whole.high());
    assertThat(slice.low()).isEqualTo(whole.low());
  }
}
