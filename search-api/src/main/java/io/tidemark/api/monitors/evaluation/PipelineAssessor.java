/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.statistics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Judges how far the statistics are behind, and how many events they lose. */
public final class PipelineAssessor implements Assessor {

  static final Group NOT_FINAL = Group.of("not_final");
  static final Group DEAD_LETTERS = Group.of("dead_letters");
  static final Group CONFLICTING = Group.of("conflicting_duplicates");
  static final Group REJECTIONS = Group.of("rejections");

  /** Windows to whose median rejections are compared. */
  private static final int COMPARED = 7;

  private static final double SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();

  private final Monitor monitor;
  private final Condition.Pipeline condition;
  private final PipelineSource source;
  private final Instant now;
  private final Instant finalThrough;

  /** {@code finalThrough} null: nothing is final yet. */
  public PipelineAssessor(
      Monitor monitor, PipelineSource source, Instant now, Instant finalThrough) {
    this.monitor = monitor;
    this.condition = (Condition.Pipeline) monitor.condition();
    this.source = source;
    this.now = now;
    this.finalThrough = finalThrough;
  }

  @Override
  public boolean firesEarly() {
    return true;
  }

  @Override
  public boolean clearsEarly(Group group) {
    return group.equals(NOT_FINAL);
  }

  @Override
  public Assessment assess(
      List<Window> windows, List<Window> stamped, List<Group> known, boolean early) {
    Map<Window, Map<Group, Judgement>> judgements = new HashMap<>();
    if (windows.isEmpty()) {
      return new Assessment(judgements, Map.of());
    }
    Map<Window, Double> rejected =
        condition.deadLetters().isPresent() || condition.rejectionsRatio().isPresent()
            ? source.countRejected(monitor, withPast(windows))
            : Map.of();
    Map<Window, Double> conflicting =
        condition.conflictingDuplicates().isPresent()
            ? source.countConflicting(monitor, windows)
            : Map.of();
    for (Window window : windows) {
      Map<Group, Judgement> judged = new TreeMap<>();
      condition.notFinalHours().ifPresent(limit -> judged.put(NOT_FINAL, judgeLag(limit)));
      condition
          .deadLetters()
          .ifPresent(limit -> judged.put(DEAD_LETTERS, count(rejected, window, limit)));
      condition
          .conflictingDuplicates()
          .ifPresent(limit -> judged.put(CONFLICTING, count(conflicting, window, limit)));
      condition
          .rejectionsRatio()
          .ifPresent(limit -> judged.put(REJECTIONS, judgeGrowth(rejected, window, limit)));
      judgements.put(window, judged);
    }
    return new Assessment(judgements, Map.of());
  }

  private Judgement judgeLag(double limit) {
    if (finalThrough == null) {
      return Judgement.of(Verdict.LEARNING, Optional.empty());
    }
    double hours = Duration.between(finalThrough, now).toSeconds() / SECONDS_PER_HOUR;
    return new Judgement(
        hours > limit ? Verdict.BREACH : Verdict.CLEAR,
        Optional.of(Math.max(0, hours)),
        Optional.of(limit));
  }

  private static Judgement count(Map<Window, Double> counts, Window window, double limit) {
    double value = counts.getOrDefault(window, 0.0);
    return new Judgement(
        value >= limit ? Verdict.BREACH : Verdict.CLEAR, Optional.of(value), Optional.of(limit));
  }

  private Judgement judgeGrowth(Map<Window, Double> counts, Window window, double limit) {
    List<Double> past = new ArrayList<>();
    past(window).forEach(one -> past.add(counts.getOrDefault(one, 0.0)));
    // One rejected event is the least to compare with.
    double usual = Math.max(1, Statistics.median(past));
    double value = counts.getOrDefault(window, 0.0);
    return new Judgement(
        value >= limit * usual ? Verdict.BREACH : Verdict.CLEAR,
        Optional.of(value),
        Optional.of(usual));
  }

  private List<Window> past(Window window) {
    List<Window> past = new ArrayList<>();
    Window at = window;
    for (int i = 0; i < COMPARED; i++) {
      at = monitor.window().before(at, monitor.zone());
      past.add(at);
    }
    return past;
  }

  private List<Window> withPast(List<Window> windows) {
    OptionalDouble growth = condition.rejectionsRatio();
    List<Window> all = new ArrayList<>(windows);
    if (growth.isPresent()) {
      windows.forEach(
          window -> past(window).stream().filter(one -> !all.contains(one)).forEach(all::add));
    }
    return all;
  }
}
