/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.MonitorState.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * A monitor, a clock that a test moves, and values by group and hour: windows add them up. The
 * state goes through JSON between evaluations, as it does in production.
 */
final class MonitorScript implements MetricSource {

  static final Instant START = Instant.parse("2026-03-12T00:00:00Z");

  private final Monitor monitor;
  private final Map<Group, NavigableMap<Instant, Double>> values = new TreeMap<>();
  private final NavigableMap<Instant, Integer> revisions = new TreeMap<>();
  private MonitorState state = new MonitorState();
  private final Set<String> silenced = new TreeSet<>();
  private Instant first = Instant.parse("2026-01-01T00:00:00Z");
  final List<Change> changes = new ArrayList<>();
  final List<Change> announced = new ArrayList<>();
  int reads;

  MonitorScript(String body) {
    this.monitor = MonitorParser.parse("m", JsonMapper.shared().readTree(body.replace('\'', '"')));
  }

  Monitor monitor() {
    return monitor;
  }

  MonitorState state() {
    return state;
  }

  void startAt(Instant time) {
    first = time;
  }

  /** Sets the value of an hour; a value that was set before is corrected. */
  void set(Group group, Instant hour, double value) {
    values.computeIfAbsent(group, key -> new TreeMap<>()).put(hour, value);
    revisions.merge(hour, 1, Integer::sum);
  }

  void remove(Group group, Instant hour) {
    values.get(group).remove(hour);
  }

  void silence(String group, boolean silent) {
    if (silent) {
      silenced.add(group);
    } else {
      silenced.remove(group);
    }
  }

  void acknowledge(Group group, Instant now) {
    if (!state.acknowledge(group.code(), new GroupState.Acknowledgement("root", now, null))) {
      throw new AssertionError("There is no alert of " + group);
    }
  }

  /** Evaluates as one instance does; gives what receivers are told by it. */
  List<Change> evaluate(Instant now, Instant finalThrough) {
    return evaluate(now, finalThrough, new MetricAssessor(monitor, this));
  }

  List<Change> evaluate(Instant now, Instant finalThrough, Assessor assessor) {
    JsonMapper json = JsonMapper.shared();
    state = json.readValue(json.writeValueAsString(state), MonitorState.class);
    new Evaluation(
            monitor,
            assessor,
            group -> silenced.contains(group.displayName()),
            now,
            Schedule.finalFor(monitor, now, finalThrough))
        .run(state);
    List<Change> told = new ArrayList<>();
    for (Tick tick : state.unsent()) {
      changes.addAll(tick.changes());
      told.addAll(tick.announced());
    }
    state.clearUnsent();
    announced.addAll(told);
    return told;
  }

  /** Evaluates five minutes after the end of an hour, which is final. */
  List<Change> evaluateAfter(Instant hour) {
    Instant end = hour.plus(Duration.ofHours(1));
    return evaluate(end.plus(Duration.ofMinutes(5)), end);
  }

  GroupState group(Group group) {
    return state.group(group, START);
  }

  static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }

  @Override
  public Map<Window, Set<Group>> findGroups(Monitor asked, List<Window> windows) {
    Set<Group> all = new TreeSet<>(values.keySet());
    all.removeIf(group -> group.value().isEmpty());
    Map<Window, Set<Group>> found = new HashMap<>();
    windows.forEach(window -> found.put(window, all));
    return found;
  }

  @Override
  public MetricValues read(
      Monitor asked, List<Window> windows, List<Window> stamped, Set<Group> groups) {
    reads++;
    List<Window> all = new ArrayList<>(windows);
    all.addAll(stamped);
    Map<Window, String> stamps = new HashMap<>();
    all.forEach(window -> stamps.put(window, stamp(window)));
    Map<Group, Map<Window, MetricValue>> found = metricValues(windows);
    found.keySet().removeIf(group -> group.value().isPresent() && !groups.contains(group));
    return new MetricValues(found, stamps, first);
  }

  @Override
  public MetricValues readGroups(Monitor asked, List<Window> windows, Set<Group> groups) {
    Map<Group, Map<Window, MetricValue>> found = metricValues(windows);
    found.keySet().retainAll(groups);
    return new MetricValues(found, Map.of(), first);
  }

  private Map<Group, Map<Window, MetricValue>> metricValues(List<Window> windows) {
    Map<Group, Map<Window, MetricValue>> found = new HashMap<>();
    values.forEach(
        (group, hours) -> {
          Map<Window, MetricValue> byWindow = new HashMap<>();
          for (Window window : windows) {
            Collection<Double> within =
                hours.subMap(window.from(), true, window.to(), false).values();
            if (!within.isEmpty()) {
              double sum = within.stream().mapToDouble(Double::doubleValue).sum();
              Map<String, Double> floors = new HashMap<>();
              monitor.floor().keySet().forEach(name -> floors.put(name, sum));
              byWindow.put(window, new MetricValue(Optional.of(sum), floors, true));
            }
          }
          found.put(group, byWindow);
        });
    return found;
  }

  private String stamp(Window window) {
    return Integer.toString(
        revisions.subMap(window.from(), true, window.to(), false).values().stream()
            .mapToInt(Integer::intValue)
            .sum());
  }
}
