/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.forecast.ForecastAnswer.Day;
import io.tidemark.api.forecast.ForecastAnswer.Group;
import io.tidemark.api.forecast.ForecastAnswer.Total;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Reads the days of the history, and makes forecasts of them. */
final class ForecastReader {

  private static final double PRECISION = 10_000;

  private ForecastReader() {}

  /** The complete final local days since the first one that is known to have usage. */
  static DailySeries readHistory(ForecastRequest request, Coverage coverage, JsonNode points) {
    List<Bucket> buckets = request.buckets();
    List<JsonNode> parts = Points.read(buckets, points);
    List<Double> values = new ArrayList<>();
    LocalDate first = null;
    for (int i = 0; i < buckets.size(); i++) {
      Bucket bucket = buckets.get(i);
      LocalDate day = bucket.time().toLocalDate();
      boolean whole = isWhole(request, bucket, day);
      if (!whole && first == null) {
        continue;
      }
      if (!whole || !coverage.isFinal(bucket.to())) {
        break;
      }
      first = first == null ? day : first;
      values.add(readDay(parts.get(i)));
    }
    LocalDate start = first == null ? request.today() : first;
    return new DailySeries(start, values.stream().mapToDouble(Double::doubleValue).toArray())
        .startAtUsage();
  }

  /** NaN when there is usage whose value is unknown. */
  private static double readDay(JsonNode part) {
    double without = part.isMissingNode() ? 0 : Double.NaN;
    return Points.readValue(part) instanceof Number number ? number.doubleValue() : without;
  }

  /** Whether all of a local day lies within the history. */
  private static boolean isWhole(ForecastRequest request, Bucket bucket, LocalDate day) {
    Instant start = day.atStartOfDay(request.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(request.zone()).toInstant();
    return bucket.from().equals(start) && bucket.to().equals(end);
  }

  static ForecastAnswer readAnswer(
      ForecastRequest request,
      Coverage coverage,
      CostBasis basis,
      DailySeries history,
      List<Group> groups) {
    Forecast forecast = new Forecast(history);
    Horizon.Days horizon = request.horizon().days(request.today(), history.end());
    List<LocalDate> open = horizon.from(history.end());
    return new ForecastAnswer(
        coverage,
        basis,
        request.metric().name(),
        request.horizon().id(),
        request.zone().getId(),
        WeekdayModel.NAME,
        history.knownDays(),
        history.unknownDays(),
        new ForecastAnswer.Backtest(
            round(forecast.backtest().wape()), round(forecast.backtest().coverage())),
        days(request, forecast, open),
        total(request, history, horizon, forecast, open),
        request.groupBy().orElse(null),
        request.groupBy().isPresent() ? groups : null);
  }

  static Group readGroup(
      ForecastRequest request, LocalDate firstOpen, String key, DailySeries history) {
    if (history.knownDays() < Forecast.LEAST_HISTORY) {
      return new Group(key, history.knownDays(), history.unknownDays(), List.of(), null);
    }
    Forecast forecast = new Forecast(history);
    Horizon.Days horizon = request.horizon().days(request.today(), firstOpen);
    List<LocalDate> open = horizon.from(firstOpen);
    return new Group(
        key,
        history.knownDays(),
        history.unknownDays(),
        days(request, forecast, open),
        total(request, history, horizon, forecast, open));
  }

  private static List<Day> days(ForecastRequest request, Forecast forecast, List<LocalDate> open) {
    return open.stream()
        .map(
            day -> {
              Forecast.Range range = forecast.expectDay(day);
              return new Day(
                  day,
                  request.showValue(range.expected()),
                  request.showValue(range.low()),
                  request.showValue(range.high()));
            })
        .toList();
  }

  /** The final days of the horizon, and the open ones as expected. */
  private static Total total(
      ForecastRequest request,
      DailySeries history,
      Horizon.Days horizon,
      Forecast forecast,
      List<LocalDate> open) {
    double[] over =
        IntStream.range(0, history.length())
            .filter(i -> horizon.contains(history.dayAt(i)))
            .mapToDouble(i -> history.values()[i])
            .toArray();
    double[] known = Arrays.stream(over).filter(value -> !Double.isNaN(value)).toArray();
    double actual = Arrays.stream(known).sum();
    Forecast.Range range = forecast.expectSum(open);
    return new Total(
        over.length > 0 && known.length == 0 ? null : request.showValue(actual),
        request.showValue(actual + range.expected()),
        request.showValue(actual + range.low()),
        request.showValue(actual + range.high()));
  }

  private static Double round(double value) {
    return Double.isNaN(value) ? null : Math.round(value * PRECISION) / PRECISION;
  }
}
