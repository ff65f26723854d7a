/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Own hardware that serves some models. Its cost does not depend on its use: what is used goes to
 * the users by weighted tokens, and the rest is the row {@link #IDLE}.
 *
 * @param models served by the pool
 * @param pricePerGpuHour in {@code currency}
 * @param inputWeight weight of an input token
 * @param outputWeight weight of an output token
 * @param capacity weighted tokens that the pool can serve in an hour
 * @param validTo null while the pool exists
 */
public record Pool(
    String name,
    List<ModelPattern> models,
    BigDecimal gpus,
    BigDecimal pricePerGpuHour,
    String currency,
    BigDecimal inputWeight,
    BigDecimal outputWeight,
    BigDecimal capacity,
    Instant validFrom,
    Instant validTo) {

  /** The row of hardware that nothing used. */
  public static final String IDLE = "idle";

  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(Duration.ofHours(1).toMillis());

  public Pool {
    models = List.copyOf(models);
  }

  /** The same pool with its price in another currency. */
  public Pool convertTo(String other, BigDecimal rate) {
    return new Pool(
        name,
        models,
        gpus,
        pricePerGpuHour.multiply(rate),
        other,
        inputWeight,
        outputWeight,
        capacity,
        validFrom,
        validTo);
  }

  /** Whether the pool serves a model. */
  public boolean serves(String model) {
    return models.stream().anyMatch(pattern -> pattern.matches(model));
  }

  /**
   * Weighted tokens of some usage. Tokens that are not known to be input or output weigh what they
   * weigh at least.
   *
   * @param totalTokens input, output, and tokens of calls that report their total alone
   */
  public BigDecimal weigh(long inputTokens, long outputTokens, long totalTokens) {
    long unsplit = Math.max(0, totalTokens - inputTokens - outputTokens);
    return inputWeight
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(outputWeight.multiply(BigDecimal.valueOf(outputTokens)))
        .add(inputWeight.min(outputWeight).multiply(BigDecimal.valueOf(unsplit)));
  }

  /** The cost of a window in whole nanos; 0 where the pool does not exist. */
  public BigDecimal costOf(Instant windowStart, Duration length) {
    boolean exists =
        !windowStart.isBefore(validFrom) && (validTo == null || windowStart.isBefore(validTo));
    return exists
        ? NanoSplit.round(hours(length, gpus.multiply(pricePerGpuHour)))
        : NanoSplit.round(BigDecimal.ZERO);
  }

  /**
   * Splits the cost of a window.
   *
   * @param weighted weighted tokens of each group
   * @return the part of each group and {@link #IDLE}, in whole nanos that add up to the cost
   */
  public Map<String, BigDecimal> split(
      Instant windowStart, Duration length, Map<String, BigDecimal> weighted) {
    SortedMap<String, BigDecimal> used = new TreeMap<>(weighted);
    BigDecimal all = used.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal free = hours(length, capacity).subtract(all).max(BigDecimal.ZERO);
    List<String> rows = new ArrayList<>(used.keySet());
    List<BigDecimal> weights = new ArrayList<>(used.values());
    rows.add(IDLE);
    // Without capacity and use nothing divides the cost: all of it is idle.
    weights.add(all.signum() == 0 ? free.max(BigDecimal.ONE) : free);
    List<BigDecimal> parts = NanoSplit.split(costOf(windowStart, length), weights);
    Map<String, BigDecimal> split = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      split.merge(rows.get(i), parts.get(i), BigDecimal::add);
    }
    return split;
  }

  private static BigDecimal hours(Duration length, BigDecimal perHour) {
    return perHour
        .multiply(BigDecimal.valueOf(length.toMillis()))
        .divide(HOUR_MS, MathContext.DECIMAL128);
  }
}
