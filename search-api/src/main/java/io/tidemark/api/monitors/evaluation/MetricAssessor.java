/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges windows by the values of a metric. */
public final class MetricAssessor implements Assessor {

  /** Keys whose own past is read at once. */
  static final int MOST_BURSTS = 100;

  private final Monitor monitor;
  private final MetricSource source;

  public MetricAssessor(Monitor monitor, MetricSource source) {
    this.monitor = monitor;
    this.source = source;
  }

  @Override
  public boolean firesEarly() {
    return monitor.firesEarly();
  }

  @Override
  public Assessment assess(
      List<Window> windows, List<Window> stamped, List<Group> known, boolean early) {
    Set<Group> watched = new HashSet<>();
    source.findGroups(monitor, windows).values().forEach(watched::addAll);
    if (monitor.condition() instanceof Condition.Burst) {
      return assessBursts(windows, stamped, watched, known);
    }
    known.stream().filter(group -> group.value().isPresent()).forEach(watched::add);
    MetricValues metricValues =
        source.read(monitor, List.copyOf(References.listRead(monitor, windows)), stamped, watched);
    if (monitor.per().isPresent() && monitor.addsUp()) {
      metricValues = metricValues.withRest(watched);
    }
    Map<Window, Map<Group, Judgement>> judgements = new HashMap<>();
    Set<Group> groups = groups(metricValues, watched, known);
    for (Window window : windows) {
      judgements.put(window, judgeAll(metricValues, window, groups, early));
    }
    return new Assessment(judgements, metricValues.stamps());
  }

  private Set<Group> groups(MetricValues metricValues, Set<Group> watched, List<Group> known) {
    Set<Group> groups = new HashSet<>(watched);
    groups.addAll(known);
    if (monitor.per().isEmpty()) {
      groups.add(Group.ALL);
    }
    if (metricValues.byGroup().containsKey(Group.OTHER)) {
      groups.add(Group.OTHER);
    }
    return groups;
  }

  private Map<Group, Judgement> judgeAll(
      MetricValues metricValues, Window window, Set<Group> groups, boolean early) {
    Judge judge = new Judge(monitor, metricValues);
    Map<Group, Judgement> judged = new TreeMap<>();
    for (Group group : groups) {
      judged.put(group, early ? judge.judgeEarly(group, window) : judge.judge(group, window));
    }
    return judged;
  }

  /** The past of a key is long: it is read only of keys that are busy. */
  private Assessment assessBursts(
      List<Window> windows, List<Window> stamped, Set<Group> watched, List<Group> known) {
    MetricValues now = source.read(monitor, windows, stamped, watched);
    Map<Window, Map<Group, Judgement>> judgements = new HashMap<>();
    for (Window window : windows) {
      Set<Group> busy = findBusy(now, watched, window);
      busy.addAll(known);
      Map<Group, Judgement> judged = new TreeMap<>();
      if (!busy.isEmpty()) {
        List<Window> needed = new ArrayList<>(References.of(monitor, window));
        needed.add(window);
        Judge judge = new Judge(monitor, source.readGroups(monitor, needed, busy));
        busy.forEach(group -> judged.put(group, judge.judge(group, window)));
      }
      judgements.put(window, judged);
    }
    return new Assessment(judgements, now.stamps());
  }

  private Set<Group> findBusy(MetricValues metricValues, Set<Group> watched, Window window) {
    double ratio = ((Condition.Burst) monitor.condition()).ratio();
    return watched.stream()
        .filter(group -> value(metricValues, group, window) > ratio)
        .filter(group -> reachesFloors(metricValues.of(group, window)))
        .sorted(
            Comparator.comparing((Group group) -> value(metricValues, group, window))
                .reversed()
                .thenComparing(group -> group))
        .limit(MOST_BURSTS)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static double value(MetricValues metricValues, Group group, Window window) {
    Optional<Double> value = metricValues.of(group, window).value();
    return value.orElse(0.0);
  }

  private boolean reachesFloors(MetricValue metricValue) {
    return monitor.floor().entrySet().stream()
        .allMatch(
            floor -> metricValue.floors().getOrDefault(floor.getKey(), 0.0) >= floor.getValue());
  }
}
