/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.NoData;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Assessor.Assessment;
import io.tidemark.api.monitors.evaluation.MonitorState.RecentWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at windows of the last day again when their documents have changed. */
final class Corrections {

  /** How long late events may correct a window. */
  private static final Duration KEPT = Duration.ofHours(24);

  private static final int MOST_CORRECTIONS = 5;

  private final Monitor monitor;
  private final Assessor assessor;
  private final StateMachine machine;
  private final Announcements announcements;
  private final Instant now;
  private final Instant finalThrough;
  private final Instant oldestEnd;
  private final List<Doubt> doubts = new ArrayList<>();

  /** An alert that may not be one: a window that met its condition is normal. */
  private record Doubt(Group group, Judgement judgement, Window window) {}

  /** The windows of the longest row that meets the condition, and of the row that continues. */
  private record Rows(int longest, int last) {}

  Corrections(
      Monitor monitor,
      Assessor assessor,
      StateMachine machine,
      Announcements announcements,
      Instant now,
      Instant finalThrough) {
    this.monitor = monitor;
    this.assessor = assessor;
    this.machine = machine;
    this.announcements = announcements;
    this.now = now;
    this.finalThrough = finalThrough;
    this.oldestEnd = findOldestEnd();
  }

  /** Windows before those that may be corrected are in a row with them. */
  private Instant findOldestEnd() {
    Window oldest = monitor.window().at(now.minus(KEPT), monitor.zone());
    for (int i = 0; i < monitor.forWindows(); i++) {
      oldest = monitor.window().previous(oldest, monitor.zone());
    }
    return oldest.to();
  }

  /** Notes a final window, as it was found. */
  void remember(MonitorState state, Window window, Assessment found) {
    state.recent.removeIf(one -> one.window().equals(window) || isForgotten(one.window()));
    if (!isForgotten(window)) {
      state.recent.add(
          new RecentWindow(
              window,
              found.stamps().getOrDefault(window, ""),
              listBreaching(found.judgements().get(window))));
    }
  }

  private boolean isForgotten(Window window) {
    return window.to().isBefore(oldestEnd);
  }

  private boolean mayChange(Window window) {
    return !window.to().plus(KEPT).isBefore(now);
  }

  private static Set<String> listBreaching(Map<Group, Judgement> judgements) {
    Set<String> codes = new TreeSet<>();
    judgements.forEach(
        (group, judgement) -> {
          if (judgement.verdict() == Verdict.BREACH) {
            codes.add(group.code());
          }
        });
    return codes;
  }

  /** Corrects windows in their order. */
  void correctAll(MonitorState state) {
    state.recent.removeIf(one -> isForgotten(one.window()));
    if (finalThrough.equals(state.checkedThrough)) {
      return;
    }
    List<RecentWindow> recent =
        listInOrder(state).stream().filter(one -> mayChange(one.window())).toList();
    Map<Window, String> stamps = readStamps(recent);
    int corrected = 0;
    for (RecentWindow one : recent) {
      String stamp = stamps.getOrDefault(one.window(), "");
      if (!stamp.equals(one.stamp()) && corrected < MOST_CORRECTIONS) {
        corrected++;
        correctWindow(state, one);
      }
    }
    if (corrected < MOST_CORRECTIONS) {
      state.checkedThrough = finalThrough;
    }
  }

  private static List<RecentWindow> listInOrder(MonitorState state) {
    return state.recent.stream().sorted(Comparator.comparing(one -> one.window().from())).toList();
  }

  private Map<Window, String> readStamps(List<RecentWindow> recent) {
    List<Window> windows = recent.stream().map(RecentWindow::window).toList();
    return windows.isEmpty()
        ? Map.of()
        : assessor.assess(List.of(), windows, List.of(), false).stamps();
  }

  private void correctWindow(MonitorState state, RecentWindow recent) {
    Window window = recent.window();
    List<Group> known = new ArrayList<>(Evaluation.known(state));
    recent.breaching().stream().map(Group::new).filter(g -> !known.contains(g)).forEach(known::add);
    Assessment found = assessor.assess(List.of(window), List.of(), known, false);
    remember(state, window, found);
    List<Change> changes = new ArrayList<>();
    found
        .judgements()
        .get(window)
        .forEach(
            (group, judgement) -> {
              boolean breached = recent.breaching().contains(group.code());
              boolean breaches = judgement.verdict() == Verdict.BREACH;
              if (breached && !breaches) {
                takeBack(state, group, judgement, window);
              } else if (breaches && !breached) {
                addBreach(state, group, judgement, window, changes);
              }
            });
    announcements.announce(state, changes);
  }

  /** A window that met the condition is normal after all: what followed it counts alone. */
  private void takeBack(MonitorState state, Group group, Judgement judgement, Window window) {
    GroupState before = state.group(group, now);
    if (before.state() == AlertState.PENDING) {
      int streak = Math.min(before.streak(), findRowsAfter(state, group, window).last());
      state.put(
          group,
          before.counting(streak, before.missing(), before.counted()).in(calmState(streak), now));
    } else if (before.state() == AlertState.FIRING) {
      doubts.add(new Doubt(group, judgement, window));
    }
  }

  private static AlertState calmState(int streak) {
    return streak == 0 ? AlertState.OK : AlertState.PENDING;
  }

  /** Ends alerts that too few windows are left of, once the final windows are evaluated. */
  void endAlerts(MonitorState state) {
    List<Change> changes = new ArrayList<>();
    for (Doubt doubt : doubts) {
      GroupState before = state.group(doubt.group(), now);
      Rows left = findRowsAfter(state, doubt.group(), doubt.window());
      if (before.fired() != null
          && !doubt.window().from().isAfter(before.fired().from())
          && left.longest() < monitor.forWindows()) {
        int streak = left.last();
        GroupState after =
            before
                .seen(doubt.judgement(), doubt.window())
                .counting(streak, 0, streak == 0 ? doubt.window().from() : before.counted())
                .in(calmState(streak), now);
        state.put(doubt.group(), after);
        changes.add(Change.between(doubt.group(), before, after, now, false, false).asCorrected());
      }
    }
    doubts.clear();
    announcements.announce(state, changes);
  }

  /** Rows of the windows after a final one, with those that were counted early. */
  private Rows findRowsAfter(MonitorState state, Group group, Window window) {
    int longest = 0;
    int last = 0;
    for (RecentWindow one : listInOrder(state)) {
      if (one.window().from().isAfter(window.from())) {
        last = one.breaching().contains(group.code()) ? last + 1 : goOn(last);
        longest = Math.max(longest, last);
      }
    }
    GroupState counted = state.group(group, now);
    int early = countEarly(state, counted);
    last = counted.streak() < early ? counted.streak() : last + early;
    return new Rows(Math.max(longest, last), last);
  }

  /** A window without documents may leave the state, and so the row, as it is. */
  private int goOn(int row) {
    return monitor.noData().policy() == NoData.Policy.KEEP ? row : 0;
  }

  private int countEarly(MonitorState state, GroupState counted) {
    int windows = 0;
    Window early = monitor.window().at(state.position, monitor.zone());
    while (counted.counted() != null && !early.from().isAfter(counted.counted())) {
      windows++;
      early = monitor.window().next(early, monitor.zone());
    }
    return windows;
  }

  /** A window that was normal meets the condition after all. */
  private void addBreach(
      MonitorState state, Group group, Judgement judgement, Window window, List<Change> changes) {
    GroupState before = state.group(group, now);
    List<Window> row = findRow(state, group, window);
    Window last = row.get(row.size() - 1);
    boolean goesOn = before.state() != AlertState.FIRING && last.to().equals(state.position);
    Window next = monitor.window().next(last, monitor.zone());
    if (goesOn && next.to().isAfter(finalThrough)) {
      GroupState after = breach(before, judgement, window, row);
      state.put(group, after);
      Change change = Change.between(group, before, after, now, false, true);
      if (change != null) {
        changes.add(change.asCorrected());
      }
      return;
    }
    int streak = Math.min(row.size(), monitor.forWindows() - 1);
    if (goesOn && streak > 0) {
      // Whether it fires is decided by the next window, which is final.
      state.put(group, before.counting(streak, 0, last.from()).in(AlertState.PENDING, now));
    }
    if (row.size() >= monitor.forWindows()) {
      changes.add(describeLate(group, before, judgement, window));
    }
  }

  private GroupState breach(
      GroupState before, Judgement judgement, Window window, List<Window> row) {
    Window last = row.get(row.size() - 1);
    GroupState after =
        machine
            .next(before.counting(row.size() - 1, 0, null), judgement, window, now)
            .counting(row.size(), 0, last.from());
    return after.state() == AlertState.FIRING ? after.breached(last, last) : after;
  }

  /** The windows in a row around {@code window} that meet the condition. */
  private static List<Window> findRow(MonitorState state, Group group, Window window) {
    List<Window> row = new ArrayList<>();
    for (RecentWindow one : listInOrder(state)) {
      if (one.breaching().contains(group.code())) {
        row.add(one.window());
      } else if (one.window().from().isBefore(window.from())) {
        row.clear();
      } else {
        break;
      }
    }
    return row;
  }

  private Change describeLate(Group group, GroupState before, Judgement judgement, Window window) {
    return new Change(
        group.code(),
        Change.Kind.LATE,
        before.state(),
        judgement.value().orElse(null),
        judgement.reference().orElse(null),
        window,
        now,
        false,
        true,
        true);
  }
}
