/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.Alert;
import io.tidemark.api.monitors.AlertAnswer.AlertList;
import io.tidemark.api.monitors.AlertAnswer.AlertWindow;
import io.tidemark.api.monitors.AlertAnswer.MonitorStatus;
import io.tidemark.api.monitors.AlertAnswer.MonitorStatuses;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.AlertState;
import io.tidemark.api.monitors.evaluation.Evaluation;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.GroupState;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.monitors.evaluation.Schedule;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Says where monitors and their alerts are, from the states that evaluations stored. */
@Component
class MonitorReport {

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private static final String RETRY = "retry";

  private final SettingStore store;
  private final MonitorKind kind;
  private final SilenceKind silenceKind;
  private final MonitorStates states;
  private final AlertLinks links;
  private final FinalThrough finalThrough;
  private final Clock clock;

  MonitorReport(
      SettingStore store,
      MonitorKind kind,
      SilenceKind silenceKind,
      MonitorStates states,
      AlertLinks links,
      FinalThrough finalThrough,
      Clock clock) {
    this.store = store;
    this.kind = kind;
    this.silenceKind = silenceKind;
    this.states = states;
    this.links = links;
    this.finalThrough = finalThrough;
    this.clock = clock;
  }

  /** Alerts in a state; without one, those that need attention. */
  AlertList listAlerts(Scope scope, Optional<String> state) {
    Instant now = clock.instant();
    List<Setting> settings = store.list(scope, kind);
    Map<String, MonitorState> stored = listStates(scope, settings);
    List<Silence> silences =
        store.list(scope, silenceKind).stream()
            .flatMap(one -> store.tryRead(silenceKind, one).stream())
            .map(SettingEntry::value)
            .toList();
    List<Alert> alerts = new ArrayList<>();
    for (Setting setting : settings) {
      MonitorState known = stored.get(setting.address().id());
      Optional<Monitor> monitor = store.tryRead(kind, setting).map(SettingEntry::value);
      if (known != null && monitor.isPresent()) {
        alerts.addAll(alerts(setting, monitor.get(), known, silences, now));
      }
    }
    return new AlertList(
        now,
        alerts.stream()
            .filter(alert -> state.map(alert.state()::equals).orElse(needsAttention(alert)))
            .sorted(
                Comparator.comparing((Alert alert) -> !alert.state().equals(AlertState.FIRING.id()))
                    .thenComparing(Alert::since, Comparator.reverseOrder())
                    .thenComparing(Alert::monitor))
            .toList());
  }

  private Map<String, MonitorState> listStates(Scope scope, List<Setting> settings) {
    Map<String, Setting> byId =
        settings.stream()
            .collect(Collectors.toMap(setting -> setting.address().id(), setting -> setting));
    Map<String, MonitorState> stored = states.list(scope.tenant(), byId.keySet());
    stored.entrySet().removeIf(one -> isOfDeleted(byId.get(one.getKey()), one.getValue()));
    return stored;
  }

  /** Until its first evaluation, a monitor that is made again has the state of the one before. */
  private boolean isOfDeleted(Setting setting, MonitorState state) {
    return state.revision() != setting.bodyRevision()
        && state.revision() < store.findFirstRevision(setting);
  }

  private static boolean needsAttention(Alert alert) {
    return !alert.state().equals(AlertState.OK.id())
        && !alert.state().equals(AlertState.LEARNING.id());
  }

  private List<Alert> alerts(
      Setting setting, Monitor monitor, MonitorState state, List<Silence> silences, Instant now) {
    List<Alert> alerts = new ArrayList<>();
    if (state.failure() != null) {
      alerts.add(failed(setting, monitor, state.failure()));
    }
    state
        .groups()
        .forEach(
            (code, group) -> {
              String name = new Group(code).displayName();
              boolean silenced =
                  monitor.isQuietAt(now)
                      || silences.stream().anyMatch(s -> s.covers(monitor.id(), name, now));
              alerts.add(
                  alert(setting, monitor, name, group, silenced, link(monitor, code, group)));
            });
    return alerts;
  }

  private static Alert failed(Setting setting, Monitor monitor, MonitorState.Failure failure) {
    return new Alert(
        monitor.id(),
        null,
        AlertState.FAILED.id(),
        failure.at(),
        null,
        null,
        null,
        monitor.workload().id(),
        metric(monitor),
        null,
        monitor.per().orElse(null),
        condition(setting),
        false,
        null,
        null,
        null,
        failure.reason(),
        null);
  }

  private Alert alert(
      Setting setting,
      Monitor monitor,
      String name,
      GroupState group,
      boolean silenced,
      String link) {
    GroupState.Acknowledgement by = group.acknowledgement();
    return new Alert(
        monitor.id(),
        name.isEmpty() ? null : name,
        group.state().id(),
        group.since(),
        MonitorMetric.show(metric(monitor), group.value()),
        MonitorMetric.show(metric(monitor), group.reference()),
        window(group.window()),
        monitor.workload().id(),
        metric(monitor),
        kind.findCurrency(setting.address().tenant(), monitor),
        monitor.per().orElse(null),
        condition(setting),
        silenced,
        by == null ? null : by.user(),
        by == null ? null : by.at(),
        by == null ? null : by.comment(),
        null,
        link);
  }

  private String link(Monitor monitor, String code, GroupState group) {
    return group.window() == null
        ? null
        : links.createLink(monitor, List.of(new Group(code)), group.window());
  }

  private static String metric(Monitor monitor) {
    return monitor.metric().map(metric -> metric.name()).orElse(null);
  }

  private static Object condition(Setting setting) {
    return JsonMapper.shared().convertValue(setting.body().path("condition"), MEMBERS);
  }

  private static AlertWindow window(Window window) {
    return window == null ? null : new AlertWindow(window.from(), window.to());
  }

  /** Where each monitor is. */
  MonitorStatuses listStatuses(Scope scope) {
    Instant now = clock.instant();
    List<Setting> settings = store.list(scope, kind);
    Map<String, MonitorState> stored = listStates(scope, settings);
    List<MonitorStatus> statuses = new ArrayList<>();
    for (Setting setting : settings) {
      String id = setting.address().id();
      MonitorState state = stored.getOrDefault(id, new MonitorState());
      statuses.add(
          store
              .tryRead(kind, setting)
              .map(monitor -> status(monitor.value(), state, now))
              .orElseGet(() -> unreadable(id, state)));
    }
    return new MonitorStatuses(now, statuses);
  }

  private static MonitorStatus unreadable(String id, MonitorState state) {
    return new MonitorStatus(
        id,
        AlertState.FAILED.id(),
        0,
        0,
        state.evaluatedAt(),
        null,
        null,
        null,
        null,
        false,
        RETRY,
        null,
        "This release cannot read the monitor; save it again.");
  }

  private MonitorStatus status(Monitor monitor, MonitorState state, Instant now) {
    MonitorState.Last last = state.last();
    Instant known = finalThrough.of(monitor.workload());
    Window next =
        state.position() == null ? null : monitor.window().at(state.position(), monitor.zone());
    String group = last == null ? "" : new Group(last.group()).displayName();
    return new MonitorStatus(
        monitor.id(),
        state.overall().id(),
        count(state, AlertState.FIRING),
        count(state, AlertState.PENDING),
        state.evaluatedAt(),
        group.isEmpty() ? null : group,
        last == null ? null : MonitorMetric.show(metric(monitor), last.value()),
        last == null ? null : MonitorMetric.show(metric(monitor), last.reference()),
        last == null ? null : window(last.window()),
        last != null && last.isFinal(),
        waitsFor(state, next, now, Schedule.finalFor(monitor, now, known)),
        window(next),
        state.failure() == null ? null : state.failure().reason());
  }

  private static long count(MonitorState state, AlertState wanted) {
    return state.groups().values().stream().filter(group -> group.state() == wanted).count();
  }

  private static String waitsFor(MonitorState state, Window next, Instant now, Instant end) {
    if (state.failure() != null) {
      return RETRY;
    }
    if (Evaluation.isLagging(now, end)) {
      return "pipeline";
    }
    if (state.evaluatedAt() == null || next == null) {
      return "first_evaluation";
    }
    if (state.overall() == AlertState.LEARNING) {
      return "past";
    }
    return next.to().isAfter(now) ? "end_of_window" : "final_figures";
  }
}
