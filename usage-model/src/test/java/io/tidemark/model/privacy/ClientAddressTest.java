/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, 192.0.2.0",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0",
    "2002:c000:24d::1, 2002:c000:200:0:0:0:0:0",
    "2002:c000:024d:c000:24d:0:0:1, 2002:c000:200:0:0:0:0:0",
    "2002:192.0.2.77, ",
    "::ffff:192.0.2.77, 192.0.2.0",
    "::ffff:c000:24d, 192.0.2.0",
    "::ffff:0:192.0.2.77, 0:0:0:0:0:0:0:0",
    "::192.0.2.77, 0:0:0:0:0:0:0:0",
    "64:ff9b::192.0.2.77, 64:ff9b:0:0:0:0:0:0",
    "64:ff9b:1::192.0.2.77, 64:ff9b:1:0:0:0:0:0",
    "2001:0:4136:e378:8000:63bf:3fff:fdb2, 2001:0:4136:0:0:0:0:0",
    "fe80::5efe:192.0.2.77, fe80:0:0:0:0:0:0:0",
    "2001:db8:1:0:200:5efe:c000:24d, 2001:db8:1:0:0:0:0:0"
  })
  void truncatesAddresses(String address, String kept) {
    assertThat(ClientAddress.truncated(address)).isEqualTo(kept);
  }

  /** Each form of IPv6 that carries the IPv4 address of a client, with the address as %x. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2002:%1$x:%2$x::1",
        "2002:%1$x:%2$x:5efe:0:0:%1$x:%2$x",
        "::ffff:%1$x:%2$x",
        "::ffff:0:%1$x:%2$x",
        "::%1$x:%2$x",
        "64:ff9b::%1$x:%2$x",
        "64:ff9b:1::%1$x:%2$x",
        "64:ff9b:1:%1$x:0:%2$x::",
        "2001:0:4136:e378:8000:63bf:%1$x:%2$x",
        "fe80::5efe:%1$x:%2$x",
        "2001:db8::200:5efe:%1$x:%2$x"
      })
  void keepsAtMost24BitsOfEmbeddedIpv4Addresses(String form) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      int high = random.nextInt(1 << 16);
      int low = random.nextInt(1 << 16);
      int neighbour = (low & 0xFF00) | random.nextInt(1 << 8);

      assertThat(ClientAddress.truncated(form.formatted(high, low)))
          .as("seed %d", seed)
          .isNotNull()
          .isEqualTo(ClientAddress.truncated(form.formatted(high, neighbour)));
    }
  }

  @Test
  void keepsTruncatedAddressesAsTheyAre() {
    for (String address : new String[] {"192.0.2.77", "2002:c000:24d::1", "2001:db8:1:2::3"}) {
      String once = ClientAddress.truncated(address);

      assertThat(ClientAddress.truncated(once)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "192.0.2.77:443", "[::1]", "fe80::1%eth0", "1.2.3.4, 5.6.7.8", ""})
  void keepsNothingOfOtherTexts(String text) {
    assertThat(ClientAddress.truncated(text)).isNull();
  }
}
