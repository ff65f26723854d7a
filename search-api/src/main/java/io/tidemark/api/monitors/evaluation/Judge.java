/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.NoData;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.statistics.Statistics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the values of a window with the condition of a monitor. */
public final class Judge {

  /** A key whose past is shorter has no burst yet, and without it everything would be new. */
  private static final Duration LEAST_PAST = Duration.ofDays(1);

  private final Monitor monitor;
  private final MetricValues metricValues;

  public Judge(Monitor monitor, MetricValues metricValues) {
    this.monitor = monitor;
    this.metricValues = metricValues;
  }

  /** How a group is in a window whose values are all final. */
  public Judgement judge(Group group, Window window) {
    return judge(group, window, false);
  }

  /** As {@link #judge(Group, Window)}, when the window still grows: a breach is certain. */
  public Judgement judgeEarly(Group group, Window window) {
    return judge(group, window, true);
  }

  private Judgement judge(Group group, Window window, boolean early) {
    MetricValue metricValue = metricValues.of(group, window);
    Condition condition = monitor.condition();
    if (condition instanceof Condition.Novelty) {
      return judgeNew(group, window, metricValue);
    }
    if (condition instanceof Condition.Absence) {
      return judgeAbsence(group, window, metricValue);
    }
    if (!metricValue.documents() && monitor.noData().policy() != NoData.Policy.IGNORE) {
      return Judgement.of(Verdict.NO_DATA, Optional.empty());
    }
    Optional<Double> known = valueOf(metricValue);
    if (known.isEmpty()) {
      return Judgement.of(
          monitor.noData().policy() == NoData.Policy.IGNORE ? Verdict.CLEAR : Verdict.NO_DATA,
          known);
    }
    double value = known.get();
    if (condition instanceof Condition.Above above) {
      return compare(value, value > above.value(), value, above.value(), metricValue, above);
    }
    if (condition instanceof Condition.Below below) {
      return compare(value, value < below.value(), value, below.value(), metricValue, below);
    }
    if (condition instanceof Condition.Change change) {
      return judgeChange(change, group, window, metricValue, value);
    }
    if (condition instanceof Condition.Burst burst) {
      return judgeBurst(burst, group, window, metricValue, value);
    }
    return judgeUnusual((Condition.Unusual) condition, group, window, metricValue, value, early);
  }

  /** Nothing is 0 where values add up. */
  private Optional<Double> valueOf(MetricValue metricValue) {
    boolean zero = !metricValue.documents() && monitor.metric().orElseThrow().addsUp();
    return zero ? Optional.of(0.0) : metricValue.value();
  }

  /** Compares {@code score}; {@code reference} is in messages. */
  private Judgement compare(
      double value,
      boolean breach,
      double score,
      double reference,
      MetricValue floors,
      Condition condition) {
    Verdict verdict;
    if (breach) {
      verdict = reachesFloors(floors) ? Verdict.BREACH : Verdict.CLEAR;
    } else {
      verdict = isCleared(score, condition) ? Verdict.CLEAR : Verdict.BETWEEN;
    }
    return new Judgement(verdict, Optional.of(value), Optional.of(reference));
  }

  private boolean isCleared(double score, Condition condition) {
    if (monitor.clear().isEmpty()) {
      return true;
    }
    double clear = monitor.clear().getAsDouble();
    return condition.firesUp() ? score < clear : score > clear;
  }

  private boolean reachesFloors(MetricValue metricValue) {
    for (Map.Entry<String, Double> floor : monitor.floor().entrySet()) {
      if (metricValue.floors().getOrDefault(floor.getKey(), 0.0) < floor.getValue()) {
        return false;
      }
    }
    return true;
  }

  private Judgement judgeChange(
      Condition.Change change, Group group, Window window, MetricValue metricValue, double value) {
    List<Window> all = References.of(monitor, window);
    List<Window> past = known(all);
    if (past.size() * 2 < all.size() || past.isEmpty()) {
      return Judgement.of(Verdict.LEARNING, Optional.of(value));
    }
    List<Double> values = values(group, past);
    if (values.isEmpty()) {
      return Judgement.of(Verdict.LEARNING, Optional.of(value));
    }
    double median = Statistics.median(values);
    if (median == 0 && (value == 0 || monitor.floor().isEmpty())) {
      // Any use is endlessly more than none: only a floor says how much would matter.
      return new Judgement(
          value == 0 ? Verdict.CLEAR : Verdict.LEARNING, Optional.of(value), Optional.of(median));
    }
    double ratio = median == 0 ? Double.MAX_VALUE : value / median;
    boolean breach = change.firesUp() ? ratio >= change.ratio() : ratio <= change.ratio();
    MetricValue floors = change.firesUp() ? metricValue : medianFloors(group, past);
    return compare(value, breach, ratio, median, floors, change);
  }

  private Judgement judgeUnusual(
      Condition.Unusual unusual,
      Group group,
      Window window,
      MetricValue metricValue,
      double value,
      boolean early) {
    List<Window> all = References.of(monitor, window);
    List<Window> past = known(all);
    List<Double> values = values(group, past);
    if (values.size() < Math.max(2, all.size() - 1)) {
      return Judgement.of(Verdict.LEARNING, Optional.of(value));
    }
    double median = Statistics.median(values);
    double deviation =
        Math.max(Statistics.deviation(values), Statistics.poissonDeviation(median, values.size()));
    double score = (value - median) / deviation;
    boolean low = score < 0;
    boolean counts =
        switch (unusual.direction()) {
          case UP -> !low;
          case DOWN -> low;
          case BOTH -> !early || !low;
        };
    double distance = counts ? Math.abs(score) : 0;
    MetricValue floors = low ? medianFloors(group, past) : metricValue;
    return compare(value, distance > unusual.k(), distance, median, floors, unusual);
  }

  private Judgement judgeBurst(
      Condition.Burst burst, Group group, Window window, MetricValue metricValue, double value) {
    if (group.equals(Group.OTHER)) {
      return Judgement.of(Verdict.CLEAR, Optional.of(value));
    }
    List<Window> past = known(References.of(monitor, window));
    int firstUse = -1;
    for (int i = 0; i < past.size(); i++) {
      firstUse = metricValues.of(group, past.get(i)).documents() ? i : firstUse;
    }
    List<Window> own = past.subList(0, firstUse + 1);
    if (monitor.window().length().multipliedBy(own.size()).compareTo(LEAST_PAST) < 0) {
      return Judgement.of(Verdict.LEARNING, Optional.of(value));
    }
    // The percentile of a key that is seldom used is 0: one call is the least to compare with.
    double usual = Math.max(1, Statistics.percentile(values(group, own), burst.percentile()));
    double ratio = value / usual;
    return compare(value, ratio > burst.ratio(), ratio, usual, metricValue, burst);
  }

  private Judgement judgeNew(Group group, Window window, MetricValue metricValue) {
    if (metricValues.first() == null
        || metricValues.first().isAfter(window.from().minus(LEAST_PAST))
        || group.equals(Group.OTHER)) {
      return Judgement.of(Verdict.LEARNING, metricValue.value());
    }
    Window past = References.of(monitor, window).get(0);
    boolean isNew =
        metricValue.documents()
            && !metricValues.of(group, past).documents()
            && reachesFloors(metricValue);
    return Judgement.of(isNew ? Verdict.BREACH : Verdict.CLEAR, metricValue.value());
  }

  private Judgement judgeAbsence(Group group, Window window, MetricValue metricValue) {
    Window past = References.of(monitor, window).get(0);
    if (metricValue.documents()) {
      return Judgement.of(Verdict.CLEAR, metricValue.value());
    }
    boolean seen = metricValues.of(group, past).documents();
    // Otherwise a value that will not return, such as a user who left, would fire forever.
    Verdict unseen = group.equals(Group.ALL) ? Verdict.LEARNING : Verdict.CLEAR;
    return Judgement.of(seen ? Verdict.BREACH : unseen, Optional.of(0.0));
  }

  /** The windows of the past that do not lie before all documents. */
  private List<Window> known(List<Window> past) {
    return past.stream()
        .filter(window -> metricValues.first() != null && window.to().isAfter(metricValues.first()))
        .toList();
  }

  private List<Double> values(Group group, List<Window> windows) {
    return windows.stream()
        .map(window -> valueOf(metricValues.of(group, window)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A fall starts from usage in the past, so floors are compared with the past. */
  private MetricValue medianFloors(Group group, List<Window> past) {
    Map<String, Double> floors = new HashMap<>();
    for (String name : monitor.floor().keySet()) {
      floors.put(
          name,
          Statistics.median(
              past.stream()
                  .map(window -> metricValues.of(group, window).floors().getOrDefault(name, 0.0))
                  .toList()));
    }
    return new MetricValue(Optional.empty(), floors, true);
  }
}
