/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Evaluates all monitors that are due, on every instance. */
@Component
@ConditionalOnProperty(name = "tidemark.monitors.enabled", matchIfMissing = true)
class MonitorEvaluator extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(MonitorEvaluator.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MonitorEvaluation evaluation;
  private final SettingViews views;
  private final SettingView<Monitor> monitors;
  private final SettingView<Silence> silences;
  private final Clock clock;

  /** States as this instance read them last; another one may be further. */
  private final Map<SettingAddress, MonitorState> known = new HashMap<>();

  /** Monitors whose failure is logged already. */
  private final Set<SettingAddress> failing = new HashSet<>();

  MonitorEvaluator(
      MonitorEvaluation evaluation,
      SettingViews views,
      MonitorKind monitorKind,
      SilenceKind silenceKind,
      Clock clock) {
    super("monitors");
    this.evaluation = evaluation;
    this.views = views;
    this.monitors = views.open(monitorKind);
    this.silences = views.open(silenceKind);
    this.clock = clock;
  }

  @Override
  protected void work() throws InterruptedException {
    boolean failing = false;
    while (isRunning()) {
      try {
        if (views.isLoaded()) {
          evaluateAll();
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("Monitors wait: {}", e.getMessage());
        }
        failing = true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Looks at all monitors once. */
  void evaluateAll() {
    Set<SettingAddress> present = new HashSet<>();
    for (String tenant : monitors.tenants()) {
      List<Silence> silent = silences.list(tenant).stream().map(SettingEntry::value).toList();
      for (SettingEntry<Monitor> entry : monitors.list(tenant)) {
        present.add(entry.setting().address());
        tryEvaluate(entry, silent);
      }
    }
    known.keySet().retainAll(present);
    failing.retainAll(present);
  }

  private void tryEvaluate(SettingEntry<Monitor> entry, List<Silence> silent) {
    SettingAddress address = entry.setting().address();
    try {
      evaluate(entry, silent);
      MonitorState state = known.get(address);
      if (!state.isUnreadable()) {
        failing.remove(address);
      } else if (failing.add(address)) {
        LOG.warn("The monitor {} waits: {}", address.id(), state.failure().reason());
      }
    } catch (RuntimeException e) {
      if (isUnavailable(e)) {
        throw e;
      }
      // One monitor must not keep the others from their alerts.
      if (failing.add(address)) {
        LOG.warn("The monitor {} cannot be evaluated", address.id(), e);
      }
    }
  }

  /** Without Elasticsearch, each further monitor would only search in vain. */
  private static boolean isUnavailable(RuntimeException fault) {
    return fault instanceof ProblemException problem
        && problem.status() == HttpStatus.SERVICE_UNAVAILABLE;
  }

  private void evaluate(SettingEntry<Monitor> entry, List<Silence> silent) {
    String id = entry.value().id();
    Instant now = clock.instant();
    Suppression suppression =
        group -> silent.stream().anyMatch(silence -> silence.covers(id, group.displayName(), now));
    SettingAddress address = entry.setting().address();
    MonitorState last = known.get(address);
    if (last == null || evaluation.isDue(entry, last, suppression)) {
      known.put(address, evaluation.evaluate(entry, suppression));
    }
  }
}
