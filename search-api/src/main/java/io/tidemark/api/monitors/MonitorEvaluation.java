/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.monitors.MonitorStates.Stored;
import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.Assessor;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.Evaluation;
import io.tidemark.api.monitors.evaluation.MetricAssessor;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.monitors.evaluation.MonitorState.Tick;
import io.tidemark.api.monitors.evaluation.PipelineAssessor;
import io.tidemark.api.monitors.evaluation.Schedule;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.monitors.metrics.MetricSources;
import io.tidemark.api.monitors.metrics.MetricStore;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingRevisions;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Evaluates one monitor on this instance. All instances do so; of those that start from the same
 * state, one writes the next state, and with it the changes that it found. A change is added to the
 * outbox after that, by this instance or, if it stops in between, by the next one that looks.
 */
@Component
class MonitorEvaluation {

  private static final Logger LOG = LoggerFactory.getLogger(MonitorEvaluation.class);

  private final MonitorStates states;
  private final MetricSources metrics;
  private final Function<Workload, Instant> finalThrough;
  private final AlertMessages messages;
  private final AlertLog log;
  private final SettingRevisions revisions;
  private final Clock clock;

  @Autowired
  MonitorEvaluation(
      MonitorStates states,
      MetricStore metrics,
      FinalThrough finalThrough,
      AlertMessages messages,
      AlertLog log,
      SettingStore settings,
      Clock clock) {
    this(states, metrics, finalThrough::of, messages, log, settings, clock);
  }

  MonitorEvaluation(
      MonitorStates states,
      MetricSources metrics,
      Function<Workload, Instant> finalThrough,
      AlertMessages messages,
      AlertLog log,
      SettingRevisions revisions,
      Clock clock) {
    this.states = states;
    this.revisions = revisions;
    this.metrics = metrics;
    this.finalThrough = finalThrough;
    this.messages = messages;
    this.log = log;
    this.clock = clock;
  }

  /** Whether the monitor is due when it has this state. */
  boolean isDue(SettingEntry<Monitor> entry, MonitorState state, Suppression suppression) {
    Monitor monitor = entry.value();
    Instant now = now();
    return Schedule.isDue(
        monitor,
        entry.setting().bodyRevision(),
        state,
        suppression,
        now,
        Schedule.finalFor(monitor, now, finalThrough.apply(monitor.workload())));
  }

  /** Evaluates a monitor that is due, and sends its changes; gives its state as it is now. */
  MonitorState evaluate(SettingEntry<Monitor> entry, Suppression suppression) {
    MonitorState state = evaluateOnly(entry, suppression);
    return state.unsent().isEmpty() ? state : send(entry);
  }

  /** Evaluates a monitor that is due, and stores its state with the changes that are not sent. */
  MonitorState evaluateOnly(SettingEntry<Monitor> entry, Suppression suppression) {
    String tenant = entry.setting().address().tenant();
    String id = entry.value().id();
    Optional<Stored> stored = states.find(tenant, id);
    MonitorState state = stored.map(Stored::state).orElseGet(MonitorState::new);
    if (!mayRun(entry, state, suppression) || !follow(entry, state)) {
      return state;
    }
    run(entry, state, suppression);
    boolean won =
        stored.isEmpty()
            ? states.create(tenant, id, state)
            : states.replace(tenant, id, state, stored.get().version());
    // Another instance was faster: its changes are the ones that count.
    return won ? state : states.find(tenant, id).map(Stored::state).orElse(state);
  }

  /** A state that is unreadable is replaced once the monitor is saved again. */
  private boolean mayRun(SettingEntry<Monitor> entry, MonitorState state, Suppression suppression) {
    return state.isUnreadable()
        ? state.revision() != entry.setting().bodyRevision()
        : state.unsent().isEmpty() && isDue(entry, state, suppression);
  }

  /** Makes the state one of this revision; false when it may be of a later one. */
  private boolean follow(SettingEntry<Monitor> entry, MonitorState state) {
    Setting setting = entry.setting();
    if (state.revision() == setting.bodyRevision()) {
      return true;
    }
    if (state.evaluatedAt() != null) {
      if (!revisions.isCurrent(setting)) {
        return false;
      }
      // One that was deleted and made again has the id of the one before, and no past.
      if (state.revision() < revisions.findFirstRevision(setting)) {
        state.startAgain();
      }
    }
    state.follow(setting.bodyRevision(), entry.value().shape());
    return true;
  }

  private void run(SettingEntry<Monitor> entry, MonitorState state, Suppression suppression) {
    Monitor monitor = entry.value();
    Instant now = now();
    try {
      Instant known = finalThrough.apply(monitor.workload());
      new Evaluation(
              monitor,
              assessor(entry.setting().address().tenant(), monitor, now, known),
              suppression,
              now,
              Schedule.finalFor(monitor, now, known))
          .run(state);
    } catch (ProblemException e) {
      state.fail(now, e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("The monitor {} cannot be evaluated", monitor.id(), e);
      state.fail(now, "The evaluation failed inside the search API.");
    }
  }

  /** Judges a monitor by what Elasticsearch has now. */
  private Assessor assessor(String tenant, Monitor monitor, Instant now, Instant known) {
    return monitor.condition() instanceof Condition.Pipeline
        ? new PipelineAssessor(monitor, metrics.openPipeline(tenant), now, known)
        : new MetricAssessor(monitor, metrics.open(tenant));
  }

  /** Sends what the stored state says is not sent: each message has one id, however often. */
  MonitorState send(SettingEntry<Monitor> entry) {
    String tenant = entry.setting().address().tenant();
    Monitor monitor = entry.value();
    Stored stored = states.find(tenant, monitor.id()).orElseThrow();
    MonitorState state = stored.state();
    if (state.unsent().isEmpty()) {
      // Another instance has sent it meanwhile.
      return state;
    }
    for (Tick tick : state.unsent()) {
      messages.add(
          tenant,
          monitor,
          entry.setting().body().path("condition"),
          state.revision(),
          tick,
          finalThrough.apply(monitor.workload()));
      append(tenant, monitor, state.revision(), tick);
    }
    state.clearUnsent();
    states.replace(tenant, monitor.id(), state, stored.version());
    return state;
  }

  private void append(String tenant, Monitor monitor, long revision, Tick tick) {
    List<Change> changes = tick.changes();
    for (int i = 0; i < changes.size(); i++) {
      log.append(tenant, monitor, revision, tick.number() + "-" + i, changes.get(i));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
