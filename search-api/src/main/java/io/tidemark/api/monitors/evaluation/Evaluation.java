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
import io.tidemark.api.monitors.evaluation.MonitorState.RecentWindow;
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

  /** How long late events may correct a window. */
  static final Duration CORRECTIONS = Duration.ofHours(24);

  /** Final windows that one evaluation takes; the next one goes on. */
  static final int MOST_WINDOWS = 12;

  /** Windows further back are left out after a long stop. */
  private static final int MOST_MISSED = 96;

  private static final int MOST_EARLY = 10;
  private static final int MOST_CORRECTIONS = 5;

  private final Monitor monitor;
  private final Assessor assessor;
  private final StateMachine machine;
  private final Announcements announcements;
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
    this.now = now;
    this.finalThrough = finalThrough;
  }

  /** Evaluates; changes {@code state}. */
  public void run(MonitorState state) {
    if (finalThrough != null) {
      evaluateFinal(state);
      correct(state);
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
    skipMissed(state, newest);
    Window window = monitor.window().at(state.position, monitor.zone());
    for (int i = 0; i < MOST_WINDOWS && !window.to().isAfter(finalThrough); i++) {
      Assessment found = assessor.assess(List.of(window), List.of(), known(state), false);
      List<Change> changes = apply(state, window, found.judgements().get(window), false);
      remember(state, window, found);
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
    return changes;
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

  private void remember(MonitorState state, Window window, Assessment found) {
    state.recent.removeIf(
        one -> one.window().equals(window) || one.window().to().plus(CORRECTIONS).isBefore(now));
    if (!window.to().plus(CORRECTIONS).isBefore(now)) {
      state.recent.add(
          new RecentWindow(
              window,
              found.stamps().getOrDefault(window, ""),
              breaching(found.judgements().get(window))));
    }
  }

  private static Set<String> breaching(Map<Group, Judgement> judgements) {
    Set<String> codes = new TreeSet<>();
    judgements.forEach(
        (group, judgement) -> {
          if (judgement.verdict() == Verdict.BREACH) {
            codes.add(group.code());
          }
        });
    return codes;
  }

  /** Looks at windows of the last day again when their documents have changed. */
  private void correct(MonitorState state) {
    if (finalThrough.equals(state.checkedThrough) || state.recent.isEmpty()) {
      return;
    }
    List<Window> windows = state.recent.stream().map(RecentWindow::window).toList();
    Map<Window, String> stamps = assessor.assess(List.of(), windows, List.of(), false).stamps();
    int corrected = 0;
    for (RecentWindow recent : List.copyOf(state.recent)) {
      String stamp = stamps.getOrDefault(recent.window(), "");
      if (!stamp.equals(recent.stamp()) && corrected < MOST_CORRECTIONS) {
        corrected++;
        correct(state, recent);
      }
    }
    if (corrected < MOST_CORRECTIONS) {
      state.checkedThrough = finalThrough;
    }
  }

  private void correct(MonitorState state, RecentWindow recent) {
    Window window = recent.window();
    List<Group> known = new ArrayList<>(known(state));
    recent.breaching().stream().map(Group::new).filter(g -> !known.contains(g)).forEach(known::add);
    Assessment found = assessor.assess(List.of(window), List.of(), known, false);
    List<Change> changes = new ArrayList<>();
    found
        .judgements()
        .get(window)
        .forEach(
            (group, judgement) -> {
              boolean breached = recent.breaching().contains(group.code());
              boolean breaches = judgement.verdict() == Verdict.BREACH;
              if (breached && !breaches) {
                takeBack(state, group, judgement, window, changes);
              } else if (breaches && !breached && monitor.forWindows() == 1) {
                addLate(state, group, judgement, window, changes);
              }
            });
    remember(state, window, found);
    announcements.announce(state, changes);
  }

  /** The window that an alert is about is normal after all. */
  private void takeBack(
      MonitorState state, Group group, Judgement judgement, Window window, List<Change> changes) {
    GroupState before = state.group(group, now);
    boolean only =
        before.state() == AlertState.FIRING
            && window.equals(before.fired())
            && window.equals(before.lastBreach());
    if (only) {
      GroupState after = before.seen(judgement, window).counting(0, 0, window.from());
      after = after.in(AlertState.OK, now);
      state.put(group, after);
      changes.add(Change.between(group, before, after, now, false, false).asCorrected());
    }
  }

  /** A window that was normal meets the condition after all. */
  private void addLate(
      MonitorState state, Group group, Judgement judgement, Window window, List<Change> changes) {
    GroupState before = state.group(group, now);
    boolean newest = window.to().equals(state.position);
    if (newest && before.state() != AlertState.FIRING) {
      GroupState after = machine.next(before, judgement, window, now);
      state.put(group, after);
      Change change = Change.between(group, before, after, now, false, true);
      if (change != null) {
        changes.add(change.asCorrected());
      }
      return;
    }
    changes.add(
        new Change(
            group.code(),
            Change.Kind.LATE,
            before.state(),
            judgement.value().orElse(null),
            judgement.reference().orElse(null),
            window,
            now,
            false,
            true,
            true));
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
    Window newest = windows.get(windows.size() - 1);
    noteLast(state, newest, found.judgements().get(newest), false);
    state.earlyAt = now;
    announcements.announce(state, changes);
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

  private static List<Group> known(MonitorState state) {
    return state.groups.keySet().stream().map(Group::new).toList();
  }
}
