/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class PercentilesTest {

  private static final double[] SHARES = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};
  private static final long SEED = 20260101;
  private static final long HALF_AN_HOUR = 1_800_000;
  private static final long HOUR = 2 * HALF_AN_HOUR;

  record Shape(String name, ToDoubleFunction<Random> sample) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        new Shape("log-normal around 1 s", r -> Math.exp(6.9 + 0.8 * r.nextGaussian())),
        new Shape("log-normal around 30 ms", r -> Math.exp(3.4 + 0.5 * r.nextGaussian())),
        new Shape(
            "bimodal, cache hits and misses",
            r -> r.nextInt(10) < 7 ? 80 + 10 * r.nextGaussian() : 4000 + 500 * r.nextGaussian()),
        new Shape("heavy tail", r -> 50 / Math.pow(1 - r.nextDouble(), 1 / 1.2)),
        new Shape("uniform", r -> 1 + 60_000 * r.nextDouble()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void realShapesAreWithinTwoPercent(Shape shape) {
    long[] values = sample(shape, 100_000);
    LatencyHistogram merged = mergedOutOfParts(values);
    Arrays.sort(values);

    for (double share : SHARES) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      double estimate = Percentiles.at(share, merged.toBins(), merged.min(), merged.max());
      assertThat(Math.abs(estimate - exact) / exact)
          .as("%s, share %s: exact %s, estimate %s", shape, share, exact, estimate)
          .isLessThan(0.02);
    }
  }

  @Test
  void noShapeCanBeMoreThanFivePercentWrong() {
    for (int bin = 16; bin < LatencyBins.OVERFLOW; bin++) {
      if (bin == LatencyBins.EARLIER_OVERFLOW) {
        continue;
      }
      for (long value : new long[] {LatencyBins.lowest(bin), LatencyBins.highest(bin)}) {
        long[] counts = new long[LatencyBins.COUNT];
        counts[bin] = 1000;
        for (double share : SHARES) {
          double estimate = Percentiles.at(share, counts, 0, Long.MAX_VALUE);
          assertThat(Math.abs(estimate - value) / value).isLessThanOrEqualTo(0.05);
        }
      }
    }
  }

  @Test
  void percentilesOfTokensAreAtMostAFifthWrong() {
    for (int bin = 4; bin < TokenBins.OVERFLOW; bin++) {
      for (long value : new long[] {BinLayout.TOKENS.lowest(bin), BinLayout.TOKENS.highest(bin)}) {
        long[] counts = new long[TokenBins.COUNT];
        counts[bin] = 1000;
        for (double share : SHARES) {
          double estimate = Percentiles.at(BinLayout.TOKENS, share, counts, 0, Long.MAX_VALUE);
          assertThat(Math.abs(estimate - value) / value).isLessThanOrEqualTo(0.2);
        }
      }
    }
  }

  @Test
  void percentilesOfUsualPromptsAreWithinEightPercent() {
    Random random = new Random(SEED);
    LatencyHistogram histogram = new LatencyHistogram(BinLayout.TOKENS);
    long[] prompts = new long[100_000];
    for (int i = 0; i < prompts.length; i++) {
      prompts[i] = (long) Math.exp(7.5 + 1.5 * random.nextGaussian());
      histogram.add(prompts[i]);
    }
    Arrays.sort(prompts);

    for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
      long exact = prompts[(int) Math.ceil(share * prompts.length) - 1];
      double estimate =
          Percentiles.at(
              BinLayout.TOKENS, share, histogram.toBins(), histogram.min(), histogram.max());
      assertThat(estimate)
          .as("share %s, seed %s", share, SEED)
          .isCloseTo((double) exact, withinPercentage(8));
    }
  }

  @Test
  void aPercentileOfMoreTokensThanTheBinsHoldIsUnknown() {
    LatencyHistogram histogram = new LatencyHistogram(BinLayout.TOKENS);
    histogram.add(1_000);
    histogram.add(TokenBins.MOST);

    assertThat(
            Percentiles.at(
                BinLayout.TOKENS, 0.99, histogram.toBins(), histogram.min(), histogram.max()))
        .isNaN();
    assertThat(histogram.max()).isEqualTo(TokenBins.MOST);
  }

  @Test
  void anEstimateStaysBetweenLeastAndGreatest() {
    LatencyHistogram one = new LatencyHistogram();
    one.add(1_000_003);

    assertThat(Percentiles.at(0.5, one.toBins(), one.min(), one.max())).isEqualTo(1_000_003);
  }

  @Test
  void keepsLongRunsApart() {
    LatencyHistogram runs = new LatencyHistogram();
    for (int i = 0; i < 20; i++) {
      runs.add(HALF_AN_HOUR);
    }
    runs.add(20 * HALF_AN_HOUR);

    assertThat(Percentiles.at(0.5, runs.toBins(), runs.min(), runs.max()))
        .isCloseTo(HALF_AN_HOUR, withinPercentage(5));
  }

  @Test
  void aPercentileBeyondTheLastBinIsUnknown() {
    LatencyHistogram runs = new LatencyHistogram();
    runs.add(HALF_AN_HOUR);
    runs.add(Duration.ofDays(9).toMillis());
    runs.add(Duration.ofDays(10).toMillis());

    assertThat(Percentiles.at(0.3, runs.toBins(), runs.min(), runs.max()))
        .isCloseTo(HALF_AN_HOUR, withinPercentage(5));
    assertThat(Percentiles.at(0.5, runs.toBins(), runs.min(), runs.max())).isNaN();
    assertThat(Percentiles.at(0.99, runs.toBins(), runs.min(), runs.max())).isNaN();
  }

  @Test
  void reportsNoPercentileBeyondTheBinsOfEarlierBuilds() {
    long[] counts = new long[LatencyBins.COUNT];
    counts[LatencyBins.of(1_000)] = 50;
    counts[LatencyBins.EARLIER_OVERFLOW] = 50;

    assertThat(Percentiles.at(0.5, counts, 1_000, HOUR)).isCloseTo(1_000, withinPercentage(5));
    assertThat(Percentiles.at(0.51, counts, 1_000, HOUR)).isNaN();
    assertThat(Percentiles.at(0.99, counts, 1_000, HOUR)).isNaN();
  }

  /** One old run among many new ones cannot move the median out of its bin. */
  @Test
  void aPercentileIsKnownWhereverEarlierRunsMayLie() {
    long[] counts = new long[LatencyBins.COUNT];
    counts[LatencyBins.EARLIER_OVERFLOW] = 1;
    counts[LatencyBins.of(HALF_AN_HOUR)] = 100;
    counts[LatencyBins.of(5 * HOUR)] = 10;

    assertThat(Percentiles.at(0.5, counts, HALF_AN_HOUR, 5 * HOUR))
        .isCloseTo(HALF_AN_HOUR, withinPercentage(5));
    assertThat(Percentiles.at(0.905, counts, HALF_AN_HOUR, 5 * HOUR)).isNaN();
    assertThat(Percentiles.at(0.99, counts, HALF_AN_HOUR, 5 * HOUR))
        .isCloseTo(5 * HOUR, withinPercentage(5));
  }

  @Test
  void boundsPercentilesOfEarlierBuildsByTheMaximum() {
    long[] counts = new long[LatencyBins.COUNT];
    counts[LatencyBins.EARLIER_OVERFLOW] = 3;

    assertThat(Percentiles.at(0.5, counts, 1_050_000, 1_060_000))
        .isBetween(1_050_000.0, 1_060_000.0);
  }

  @Test
  void nothingObservedIsNotZero() {
    assertThat(Percentiles.at(0.5, new long[LatencyBins.COUNT], 0, 0)).isNaN();
  }

  private static long[] sample(Shape shape, int size) {
    Random random = new Random(SEED);
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = Math.max(1, Math.round(shape.sample().applyAsDouble(random)));
    }
    return values;
  }

  private static LatencyHistogram mergedOutOfParts(long[] values) {
    LatencyHistogram[] parts = new LatencyHistogram[7];
    Arrays.setAll(parts, i -> new LatencyHistogram());
    for (int i = 0; i < values.length; i++) {
      parts[i % parts.length].add(values[i]);
    }
    LatencyHistogram merged = new LatencyHistogram();
    for (LatencyHistogram part : parts) {
      merged.add(part);
    }
    return merged;
  }
}
