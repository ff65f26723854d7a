/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.AcknowledgementResult;
import io.tidemark.api.monitors.MonitorStates.Stored;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.GroupState;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Notes who takes care of an alert. */
@Component
class Acknowledgements {

  /** An evaluation may write the state at the same time. */
  private static final int MOST_TRIES = 5;

  private final SettingStore store;
  private final MonitorKind kind;
  private final MonitorStates states;
  private final Clock clock;

  Acknowledgements(SettingStore store, MonitorKind kind, MonitorStates states, Clock clock) {
    this.store = store;
    this.kind = kind;
    this.states = states;
    this.clock = clock;
  }

  /**
   * Acknowledges a firing alert until it ends.
   *
   * @throws ProblemException 404 when there is none
   */
  AcknowledgementResult acknowledge(
      Scope scope, String monitor, Optional<String> group, Optional<String> comment) {
    if (store.find(scope, kind, monitor).isEmpty()) {
      throw SettingStore.notFound();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    GroupState.Acknowledgement by =
        new GroupState.Acknowledgement(scope.user(), now, comment.orElse(null));
    for (int i = 0; i < MOST_TRIES; i++) {
      Stored stored = states.find(scope.tenant(), monitor).orElseThrow(Acknowledgements::noAlert);
      if (!acknowledge(stored, group, by)) {
        throw noAlert();
      }
      if (states.replace(scope.tenant(), monitor, stored.state(), stored.version())) {
        return new AcknowledgementResult(monitor, group.orElse(null), scope.user(), now);
      }
    }
    throw ProblemException.conflict("busy", "The monitor is being evaluated; try again.");
  }

  private static boolean acknowledge(
      Stored stored, Optional<String> group, GroupState.Acknowledgement by) {
    if (group.isEmpty()) {
      return stored.state().acknowledge(Group.ALL.code(), by);
    }
    boolean rest = group.get().equals(Group.OTHER.displayName());
    return stored.state().acknowledge(Group.of(group.get()).code(), by)
        || (rest && stored.state().acknowledge(Group.OTHER.code(), by));
  }

  private static ProblemException noAlert() {
    return ProblemException.notFound("No alert of this monitor and group is firing.");
  }
}
