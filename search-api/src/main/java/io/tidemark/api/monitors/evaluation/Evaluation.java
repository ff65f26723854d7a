/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Assessor.Assessment;
import io.tidemark.api.monitors.evaluation.MonitorState.Last;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One evaluation of a monitor: final windows in their order, corrections of the last day, and
 * windows that still grow. It knows neither Elasticsearch nor the clock.
 */
public final class Evaluation {

  /** Hours that are final later than this come from a pipeline that lags. */
  public static final Duration LAG = Duration.ofHours(2);

  /** Final windows that one evaluation takes; the next one continues. */
  static final int MOST_WINDOWS = 12;

  /** Windows further back are left out after a long stop. */
  private static final int MOST_MISSED = 96;

  private static final int MOST_EARLY = 10;

  private final Monitor monitor;
  private final Assessor assessor;
  private final StateMachine machine;
  private final Announcements announcements;
  private final Corrections corrections;
  private final Instant now;
  private final Instant finalThrough;

  public Evaluation(
      Monitor monitor,
      Assessor assessor,
      Suppression suppression,
      Instant now,
      Instant finalThrough) {
    this.monitor = monitor;
    this.assessor = assessor;
    this.machine = new StateMachine(monitor);
    this.announcements = new Announcements(monitor, suppression, now);
    this.corrections =
        new Corrections(monitor, assessor, machine, announcements, now, finalThrough);
    this.now = now;
    this.finalThrough = finalThrough;
  }

  /** Evaluates; changes {@code state}. */
  public void run(MonitorState state) {
    if (finalThrough != null) {
      // A window that is normal after all must not count with those that follow it.
      corrections.correctAll(state);
      evaluateFinal(state);
      corrections.endAlerts(state);
      evaluateEarly(state);
    }
    announcements.announceDue(state);
    state.evaluatedAt = now;
    state.failure = null;
  }

  /** Whether the hours of the workload become final much later than they should. */
  public static boolean isLagging(Instant now, Instant finalThrough) {
    return finalThrough == null || finalThrough.plus(LAG).isBefore(now);
  }

  private void evaluateFinal(MonitorState state) {
    Window newest = monitor.window().endedBy(finalThrough, monitor.zone());
    if (state.position == null) {
      state.position = startBefore(newest);
    }
    if (monitor.condition() instanceof Condition.Pipeline && state.position.isAfter(now)) {
      // Windows of the pipeline end by the clock, and it was set back.
      state.position = newest.to();
    }
    skipMissed(state, newest);
    Window window = monitor.window().at(state.position, monitor.zone());
    for (int i = 0; i < MOST_WINDOWS && !window.to().isAfter(finalThrough); i++) {
      Assessment found = assessor.assess(List.of(window), List.of(), known(state), false);
      List<Change> changes = apply(state, window, found.judgements().get(window), false);
      corrections.remember(state, window, found);
      state.position = window.to();
      announcements.announce(state, changes);
      window = monitor.window().next(window, monitor.zone());
    }
  }

  private Instant startBefore(Window newest) {
    return monitor.window().previous(newest, monitor.zone()).to();
  }

  private void skipMissed(MonitorState state, Window newest) {
    Duration most = monitor.window().length().multipliedBy(MOST_MISSED);
    if (state.position.isBefore(newest.to().minus(most))) {
      state.position = monitor.window().at(newest.to().minus(most), monitor.zone()).to();
    }
  }

  private List<Change> apply(
      MonitorState state, Window window, Map<Group, Judgement> judgements, boolean early) {
    boolean late = window.to().plus(LAG).isBefore(now);
    List<Change> changes = new ArrayList<>();
    judgements.forEach(
        (group, judgement) -> {
          GroupState before = state.group(group, now);
          GroupState after = machine.next(before, judgement, window, now);
          state.put(group, after);
          Change change = Change.between(group, before, after, now, early, late);
          if (change != null) {
            changes.add(change);
          }
        });
    noteLast(state, window, judgements, !early);
    noteLearning(state, judgements);
    return changes;
  }

  /** The rest is never compared where new groups are looked for. */
  private static void noteLearning(MonitorState state, Map<Group, Judgement> judgements) {
    List<Verdict> verdicts =
        judgements.entrySet().stream()
            .filter(judged -> !judged.getKey().equals(Group.OTHER))
            .map(judged -> judged.getValue().verdict())
            .toList();
    if (!verdicts.isEmpty()) {
      state.learning = verdicts.stream().allMatch(verdict -> verdict == Verdict.LEARNING);
    }
  }

  private static void noteLast(
      MonitorState state, Window window, Map<Group, Judgement> judgements, boolean isFinal) {
    judgements.entrySet().stream()
        .max(Comparator.comparing(entry -> entry.getValue().value().orElse(-1.0)))
        .ifPresent(
            greatest ->
                state.last =
                    new Last(
                        window,
                        greatest.getKey().code(),
                        greatest.getValue().value().orElse(null),
                        greatest.getValue().reference().orElse(null),
                        isFinal));
  }

  /** Fires by windows that are not final, where a breach is certain. */
  private void evaluateEarly(MonitorState state) {
    if (!assessor.firesEarly() || isLagging(now, finalThrough)) {
      return;
    }
    List<Window> windows = growing(state);
    if (windows.isEmpty()) {
      return;
    }
    Assessment found = assessor.assess(windows, List.of(), known(state), true);
    List<Change> changes = new ArrayList<>();
    Set<Group> groups = new TreeSet<>();
    found.judgements().values().forEach(judged -> groups.addAll(judged.keySet()));
    groups.forEach(group -> fireEarly(state, group, windows, found, changes));
    Window shown = findRunning(windows);
    noteLast(state, shown, found.judgements().get(shown), false);
    state.earlyAt = now;
    announcements.announce(state, changes);
  }

  /** The window that ends next: windows of seven days that end later have begun, too. */
  private Window findRunning(List<Window> windows) {
    Window running = monitor.window().at(now, monitor.zone());
    return windows.contains(running) ? running : windows.get(windows.size() - 1);
  }

  private List<Window> growing(MonitorState state) {
    List<Window> windows = new ArrayList<>();
    Window window = monitor.window().at(state.position, monitor.zone());
    int most = comparesWithWindowBefore() ? 1 : MOST_EARLY;
    while (!window.from().isAfter(now) && windows.size() < most) {
      windows.add(window);
      window = monitor.window().next(window, monitor.zone());
    }
    return windows;
  }

  /** While the window before grows, a ratio to it may become less. */
  private boolean comparesWithWindowBefore() {
    return monitor.condition() instanceof Condition.Change change
        && change.against() == Condition.Against.PREVIOUS_WINDOW;
  }

  /** Counts windows in a row on a copy; keeps it only when that makes the group fire. */
  private void fireEarly(
      MonitorState state,
      Group group,
      List<Window> windows,
      Assessment found,
      List<Change> changes) {
    GroupState before = state.group(group, now);
    GroupState trial = before;
    for (Window window : windows) {
      Judgement judgement = found.judgements().get(window).get(group);
      boolean breach = judgement != null && judgement.verdict() == Verdict.BREACH;
      if (before.state() == AlertState.FIRING) {
        if (!breach && assessor.clearsEarly(group)) {
          trial = machine.next(before, judgement, window, now);
        }
      } else if (breach) {
        trial = machine.next(trial, judgement, window, now);
      } else {
        trial = trial.counting(0, 0, window.from());
      }
      Change change = Change.between(group, before, trial, now, true, false);
      if (change != null) {
        state.put(group, trial);
        changes.add(change);
        return;
      }
    }
  }

  static List<Group> known(MonitorState state) {
    return state.groups.keySet().stream().map(Group::new).toList();
  }
}
