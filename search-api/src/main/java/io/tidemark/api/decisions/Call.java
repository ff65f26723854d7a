/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.Map;

/**
 * A model call that a gateway asks about.
 *
 * @param dimensions what is known of it, by dimension
 * @param clientAddress where it comes from; null when the gateway does not say
 * @param expected what it is expected to use, by measure
 */
record Call(
    Map<String, String> dimensions, InetAddress clientAddress, Map<String, BigDecimal> expected) {

  Call {
    dimensions = Map.copyOf(requireNonNull(dimensions, "dimensions"));
    expected = Map.copyOf(requireNonNull(expected, "expected"));
  }

  /** The usage that it adds to a measure before it is counted. */
  BigDecimal expectedOf(String measure) {
    return expected.getOrDefault(measure, BigDecimal.ZERO);
  }
}
