/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

/**
 * The properties of usage that decide which price applies: one value of each, or null where the
 * usage does not have it.
 *
 * @param workload for example {@code model-calls}
 * @param serviceTier null means {@link #STANDARD_TIER}
 * @param promptBand the greatest configured bound that the input tokens of the call exceed; 0 is
 *     the lowest band
 */
public record PriceSubject(
    String workload,
    String provider,
    String model,
    String modelSource,
    String serviceTier,
    String operation,
    long promptBand) {

  /** The service tier of calls that name none. */
  public static final String STANDARD_TIER = "standard";

  public PriceSubject {
    if (serviceTier == null) {
      serviceTier = STANDARD_TIER;
    }
  }
}
