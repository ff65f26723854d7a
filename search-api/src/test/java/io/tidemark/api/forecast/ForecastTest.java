/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of days, against series whose next days are known. */
@Tag("fast")
class ForecastTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-02-02");
  private static final int[] WORK_WEEK = {120, 130, 125, 128, 110, 20, 10};

  @Test
  void continuesAWeekThatRepeatsExactly() {
    Forecast forecast = new Forecast(series(28, i -> WORK_WEEK[i % 7]));

    for (int i = 0; i < 7; i++) {
      Forecast.Range range = forecast.expectDay(MONDAY.plusDays(28 + i));
      assertThat(range.expected()).isCloseTo(WORK_WEEK[i], within(1.0));
      assertThat(range.low()).isBetween(0.0, range.expected());
      assertThat(range.high()).isGreaterThanOrEqualTo(range.expected());
    }
    assertThat(forecast.backtest().wape()).isLessThan(0.05);
    assertThat(forecast.expectSum(MONDAY.plusDays(28).datesUntil(MONDAY.plusDays(35)).toList()))
        .satisfies(sum -> assertThat(sum.expected()).isCloseTo(643, within(5.0)));
  }

  @Test
  void leavesOutUnknownDays() {
    DailySeries known = series(28, i -> WORK_WEEK[i % 7]);
    DailySeries gaps = series(28, i -> i == 9 || i == 20 ? Double.NaN : WORK_WEEK[i % 7]);

    Forecast forecast = new Forecast(gaps);

    assertThat(gaps.knownDays()).isEqualTo(26);
    assertThat(gaps.unknownDays()).isEqualTo(2);
    for (int i = 0; i < 7; i++) {
      LocalDate day = MONDAY.plusDays(28 + i);
      double expected = new Forecast(known).expectDay(day).expected();
      assertThat(forecast.expectDay(day).expected()).isCloseTo(expected, withinPercentage(5));
    }
    assertThat(forecast.backtest().wape()).isBetween(0.0, 0.1);
  }

  @Test
  void startsAtTheFirstDayThatIsKnownToHaveUsage() {
    double[] values = {0, Double.NaN, 0, 5, Double.NaN, 0};

    DailySeries series = new DailySeries(MONDAY, values).startAtUsage();

    assertThat(series.values()).containsExactly(5, Double.NaN, 0);
    assertThat(series.dayAt(0)).isEqualTo(MONDAY.plusDays(3));
    assertThat(series.knownDays()).isEqualTo(2);
    assertThat(series.unknownDays()).isEqualTo(2);
  }

  /** Golden series: the sum of absolute errors over the sum of the next seven days. */
  @ParameterizedTest
  @CsvSource({
    "flat, 0.02",
    "work week, 0.02",
    "grows 1 % a day, 0.06",
    "shrinks 1 % a day, 0.06",
    "outlier, 0.05",
    "step up, 0.06",
    "noise of 10 %, 0.15"
  })
  void keepsToTheStatedErrorOfAGoldenSeries(String name, double most) {
    DailySeries all = golden(name);
    Forecast forecast = new Forecast(all.start(28));
    double errors = 0;
    double sum = 0;
    for (int i = 28; i < 35; i++) {
      errors += Math.abs(forecast.expectDay(all.dayAt(i)).expected() - all.values()[i]);
      sum += all.values()[i];
    }

    assertThat(errors / sum).as(name).isLessThanOrEqualTo(most);
  }

  private static DailySeries golden(String name) {
    Random random = new Random(3);
    return switch (name) {
      case "flat" -> series(35, i -> 1_000);
      case "work week" -> series(35, i -> WORK_WEEK[i % 7] * 1_000.0);
      case "grows 1 % a day" -> series(35, i -> WORK_WEEK[i % 7] * Math.pow(1.01, i));
      case "shrinks 1 % a day" -> series(35, i -> WORK_WEEK[i % 7] * Math.pow(0.99, i));
      case "outlier" -> series(35, i -> i == 17 ? 2_000 : WORK_WEEK[i % 7]);
      case "step up" -> series(35, i -> WORK_WEEK[i % 7] * (i < 21 ? 1.0 : 2.0));
      default -> series(35, i -> WORK_WEEK[i % 7] * (1 + 0.1 * random.nextGaussian()));
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 21, 28, 200, 400})
  void eightOfTenDaysOfSyntheticTenantsLieWithinTheInterval(int days) {
    Random random = new Random(42);
    int inside = 0;
    for (int tenant = 0; tenant < 50; tenant++) {
      DailySeries all = tenant(random, days + 7);
      Forecast forecast = new Forecast(all.start(days));
      for (int i = days; i < days + 7; i++) {
        Forecast.Range range = forecast.expectDay(all.dayAt(i));
        double value = all.values()[i];
        inside += value >= range.low() && value <= range.high() ? 1 : 0;
      }
    }

    assertThat(inside / (50 * 7.0)).isBetween(0.7, 0.9);
  }

  @Test
  void learnsANewWorkingWeekWithinAQuarter() {
    int[] sevenDays = {100, 100, 100, 100, 100, 100, 100};
    DailySeries all = series(400, i -> i < 336 ? WORK_WEEK[i % 7] : sevenDays[i % 7]);
    Forecast forecast = new Forecast(all.start(392));

    for (int i = 392; i < 399; i++) {
      assertThat(forecast.expectDay(all.dayAt(i)).expected()).isCloseTo(100, within(5.0));
    }
  }

  @Test
  void backtestStatesTheCoverageOfSyntheticTenants() {
    Random random = new Random(43);
    double sum = 0;
    for (int tenant = 0; tenant < 50; tenant++) {
      sum += new Forecast(tenant(random, 28)).backtest().coverage();
    }

    assertThat(sum / 50).isBetween(0.7, 0.9);
  }

  /** Level, quiet weekends, growth and noise differ by tenant. */
  private static DailySeries tenant(Random random, int days) {
    double level = 1_000 + random.nextDouble() * 1_000_000;
    double weekend = 0.1 + 0.9 * random.nextDouble();
    double growth = random.nextGaussian() * 0.01;
    double noise = 0.05 + 0.3 * random.nextDouble();
    int start = random.nextInt(7);
    double[] values = new double[days];
    for (int i = 0; i < days; i++) {
      double day = (start + i) % 7 >= 5 ? weekend : 1;
      double factor = Math.exp(noise * random.nextGaussian() - noise * noise / 2);
      values[i] = level * Math.pow(1 + growth, i) * day * factor;
    }
    return new DailySeries(MONDAY.plusDays(start), values);
  }

  @Test
  void givesTheSameForecastForTheSameSeries() {
    DailySeries series = tenant(new Random(5), 28);
    LocalDate day = series.end().plusDays(3);

    assertThat(new Forecast(series).expectDay(day)).isEqualTo(new Forecast(series).expectDay(day));
  }

  @Test
  void widensTheIntervalBeyondTheTestedWeek() {
    Forecast forecast = new Forecast(tenant(new Random(6), 28));
    LocalDate end = MONDAY.plusDays(35);

    double near = width(forecast.expectDay(end));
    double far = width(forecast.expectDay(end.plusDays(28)));

    assertThat(far).isGreaterThan(1.5 * near);
  }

  private static double width(Forecast.Range range) {
    return (range.high() - range.low()) / range.expected();
  }

  @Test
  void expectsNothingAfterDaysWithNothing() {
    Forecast forecast = new Forecast(series(20, i -> 0));

    assertThat(forecast.expectDay(MONDAY.plusDays(20))).isEqualTo(new Forecast.Range(0, 0, 0));
    assertThat(forecast.backtest().wape()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "7d, 2026-03-12, 2026-03-12, 2026-03-19",
    "month, 2026-03-12, 2026-03-01, 2026-04-01",
    "next_month, 2026-12-12, 2027-01-01, 2027-02-01",
    "next_quarter, 2026-03-12, 2026-04-01, 2026-07-01",
    "next_quarter, 2026-12-31, 2027-01-01, 2027-04-01"
  })
  void resolvesHorizons(String horizon, LocalDate today, LocalDate first, LocalDate end) {
    assertThat(Horizon.fromId(horizon).days(today, today)).isEqualTo(new Horizon.Days(first, end));
  }

  @Test
  void leavesOutDaysThatAreOver() {
    Horizon.Days march = new Horizon.Days(MONDAY, MONDAY.plusDays(3));

    assertThat(march.from(MONDAY.plusDays(1)))
        .containsExactly(MONDAY.plusDays(1), MONDAY.plusDays(2));
    assertThat(march.from(MONDAY.minusDays(4))).hasSize(3);
    assertThat(march.from(MONDAY.plusDays(9))).isEmpty();
  }

  /** The trace has one hour: 35 days of half a minute each. It is no part of the project. */
  @Test
  void forecastsAPublicTraceWhereThereIsOne() throws IOException {
    Path trace =
        Path.of(System.getProperty("tidemark.root", "."))
            .resolveSibling("shared/data/azure-llm-conversation-2023.csv");
    Assumptions.assumeTrue(Files.exists(trace), "no public trace at ../shared/data");
    DailySeries all = new DailySeries(MONDAY, halfMinutes(Files.readAllLines(trace)));
    int inside = 0;
    int days = 0;
    for (int known = 28; known + 7 <= all.length(); known += 7) {
      Forecast forecast = new Forecast(all.start(known));
      for (int i = known; i < known + 7; i++) {
        Forecast.Range range = forecast.expectDay(all.dayAt(i));
        inside += all.values()[i] >= range.low() && all.values()[i] <= range.high() ? 1 : 0;
        days++;
      }
    }

    assertThat((double) inside / days).isBetween(0.6, 1.0);
  }

  private static double[] halfMinutes(List<String> lines) {
    double[] tokens = new double[110];
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String time = cells[0].substring(cells[0].indexOf(' ') + 1);
      int minute =
          Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5));
      int half = Integer.parseInt(time.substring(6, 8)) / 30;
      int slot = (minute - 18 * 60 - 16) * 2 + half;
      if (slot >= 0 && slot < tokens.length) {
        tokens[slot] += Double.parseDouble(cells[1]);
      }
    }
    return tokens;
  }

  private interface Value {
    double at(int day);
  }

  private static DailySeries series(int days, Value value) {
    return new DailySeries(MONDAY, IntStream.range(0, days).mapToDouble(value::at).toArray());
  }
}
