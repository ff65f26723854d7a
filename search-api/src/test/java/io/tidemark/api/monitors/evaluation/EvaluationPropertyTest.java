/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import static io.tidemark.api.monitors.evaluation.MonitorScript.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold for any stream of events. */
@Tag("fast")
class EvaluationPropertyTest {

  /** A thousand streams with {@code -Dtidemark.evaluation.streams=1000}; fewer in a build. */
  private static final int STREAMS = Integer.getInteger("tidemark.evaluation.streams", 300);

  private static final String START = "{'workload':'model-calls','metric':'calls',";
  private static final List<String> MONITORS =
      List.of(
          START + "'window':'1h','condition':{'kind':'above','value':40}}",
          START + "'window':'1h','for':2,'condition':{'kind':'above','value':25}}",
          START + "'window':'2h','per':'user_id','condition':{'kind':'above','value':50}}",
          START + "'window':'day','condition':{'kind':'above','value':250}}",
          START
              + "'window':'1h','floor':{'calls':10},'condition':{'kind':'change',"
              + "'against':'previous_window','at_least_ratio':2}}",
          START
              + "'window':'1h','clear':{'ratio_below':1.5},'condition':{'kind':'change',"
              + "'against':'median_of_same_hours','days':1,'at_least_ratio':2}}",
          START + "'window':'1h','condition':{'kind':'unusual','k':2,'weeks':2}}");

  @Test
  void neverWithdrawsEarlyAlerts() {
    int early = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      Random random = new Random(seed);
      MonitorScript script = new MonitorScript(MONITORS.get(seed % MONITORS.size()));
      List<Group> groups = groups(script);
      past(script, groups, random);
      for (int i = 0; i < 20; i++) {
        grow(script, groups, i, random);
      }
      early += (int) script.changes.stream().filter(Change::early).count();
      assertThat(takenBack(script)).as("seed %s: %s", seed, script.changes).isEmpty();
    }
    assertThat(early).isGreaterThan(STREAMS / 2);
  }

  /** Counts of the hours of the weeks before. */
  private static void past(MonitorScript script, List<Group> groups, Random random) {
    for (int i = -24 * 15; i < 0; i++) {
      for (Group group : groups) {
        script.set(group, hour(i), random.nextInt(30));
      }
    }
  }

  /** One hour in which counts grow; the hour before becomes final in it. */
  private static void grow(MonitorScript script, List<Group> groups, int number, Random random) {
    double[] counts = new double[groups.size()];
    for (int minute = 1; minute < 60; minute += 5 + random.nextInt(25)) {
      for (int g = 0; g < counts.length; g++) {
        counts[g] += random.nextInt(12);
        script.set(groups.get(g), hour(number), counts[g]);
      }
      Instant end = minute < 5 ? hour(number - 1) : hour(number);
      script.evaluate(hour(number).plus(Duration.ofMinutes(minute)), end);
    }
  }

  private static List<Group> groups(MonitorScript script) {
    return script.monitor().per().isPresent()
        ? List.of(Group.of("alice"), Group.of("bob"))
        : List.of(Group.ALL);
  }

  /** Alerts of which the end has no later window than the beginning. */
  private static List<Change> takenBack(MonitorScript script) {
    List<Change> wrong = new ArrayList<>();
    for (int i = 0; i < script.changes.size(); i++) {
      Change fired = script.changes.get(i);
      if (fired.kind() == Kind.FIRED && fired.early()) {
        script.changes.subList(i + 1, script.changes.size()).stream()
            .filter(change -> change.group().equals(fired.group()))
            .findFirst()
            .filter(end -> !end.window().from().isAfter(fired.window().from()))
            .ifPresent(wrong::add);
      }
    }
    return wrong;
  }

  @Test
  void simulatesTheSameAlertsAsTheEvaluation() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      MonitorScript script = new MonitorScript(MONITORS.get(seed % MONITORS.size()));
      List<Group> groups = groups(script);
      past(script, groups, random);
      for (int i = 0; i < 48; i++) {
        grow(script, groups, i, random);
      }
      script.evaluate(hour(48).plus(Duration.ofMinutes(6)), hour(48));
      Monitor monitor = script.monitor();
      // The evaluation began when the hour before the last one was final.
      Instant first = monitor.window().endedBy(hour(-1), monitor.zone()).from();
      Simulation.Outcome outcome =
          new Simulation(monitor, new MetricAssessor(monitor, script)).run(first, hour(48));
      List<String> simulated = described(outcome.changes());
      List<String> live = described(closedAt(script.changes, hour(48)));
      assertThat(simulated).as("seed %s", seed).isEqualTo(live);
      found += simulated.size();
    }
    assertThat(found).isGreaterThan(100);
  }

  private static List<Change> closedAt(List<Change> changes, Instant end) {
    return changes.stream().filter(change -> !change.window().to().isAfter(end)).toList();
  }

  private static List<String> described(List<Change> changes) {
    return changes.stream()
        .map(change -> change.group() + " " + change.kind() + " " + change.window().from())
        .sorted()
        .toList();
  }

  @Test
  void nothingFiresWhileThePipelineLagsButItsOwnAlarm() {
    List<MonitorScript> scripts = new ArrayList<>();
    for (String body : MONITORS) {
      scripts.add(new MonitorScript(body));
    }
    MonitorScript pipeline =
        new MonitorScript(
            "{'workload':'model-calls','condition':{'kind':'pipeline','not_final_hours':3}}");
    for (MonitorScript script : scripts) {
      for (int i = -24 * 15; i < 2; i++) {
        groups(script).forEach(group -> script.set(group, hour(0), 1));
      }
      script.evaluateAfter(hour(0));
      script.changes.clear();
      // Documents of the hours that follow arrive, and none of these hours becomes final.
      groups(script).forEach(group -> script.set(group, hour(4), 10_000));
    }
    for (int minute = 121; minute < 250; minute++) {
      Instant now = hour(1).plus(Duration.ofMinutes(minute));
      scripts.forEach(script -> assertThat(script.evaluate(now, hour(1))).isEmpty());
      pipeline.evaluate(now, hour(1), pipelineAssessor(pipeline.monitor(), now, hour(1)));
    }
    scripts.forEach(script -> assertThat(script.changes).isEmpty());
    assertThat(pipeline.changes)
        .singleElement(InstanceOfAssertFactories.type(Change.class))
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.FIRED))
        .satisfies(change -> assertThat(change.group()).isEqualTo("=not_final"));
    Instant after = hour(5).plus(Duration.ofMinutes(12));
    pipeline.evaluate(after, hour(5), pipelineAssessor(pipeline.monitor(), after, hour(5)));
    assertThat(pipeline.changes)
        .extracting(Change::kind)
        .containsExactly(Kind.FIRED, Kind.RESOLVED);
  }

  @Test
  void thePipelineIsWatchedAfterTheClockWasSetBack() {
    MonitorScript pipeline =
        new MonitorScript(
            "{'workload':'model-calls','condition':{'kind':'pipeline','not_final_hours':3}}");
    Instant ahead = hour(12).plus(Duration.ofMinutes(30));
    pipeline.evaluate(ahead, hour(11), pipelineAssessor(pipeline.monitor(), ahead, hour(11)));
    Instant now = hour(4).plus(Duration.ofMinutes(30));
    Instant end = Schedule.finalFor(pipeline.monitor(), now, hour(1));

    assertThat(Schedule.isDue(pipeline.monitor(), 0, pipeline.state(), Suppression.NONE, now, end))
        .isTrue();
    pipeline.evaluate(now, hour(1), pipelineAssessor(pipeline.monitor(), now, hour(1)));

    assertThat(pipeline.changes).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(Schedule.isDue(pipeline.monitor(), 0, pipeline.state(), Suppression.NONE, now, end))
        .isFalse();
  }

  private static Assessor pipelineAssessor(Monitor monitor, Instant now, Instant finalThrough) {
    PipelineSource none =
        new PipelineSource() {
          @Override
          public Map<Window, Double> countRejected(Monitor asked, List<Window> windows) {
            return Map.of();
          }

          @Override
          public Map<Window, Double> countConflicting(Monitor asked, List<Window> windows) {
            return Map.of();
          }
        };
    return new PipelineAssessor(monitor, none, now, finalThrough);
  }

  /** 90 days of counts that vary by chance alone, after four weeks to learn from. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3, 5, 8, 13, 20})
  void chanceIsSeldomUnusual(double lambda) {
    int streams = 20;
    int months = 3;
    int alarms = 0;
    for (int stream = 0; stream < streams; stream++) {
      Random random = new Random(1_000L * stream + (long) lambda);
      MonitorScript script =
          new MonitorScript(START + "'window':'1h','condition':{'kind':'unusual'}}");
      Monitor monitor = script.monitor();
      int hours = 24 * (28 + 90);
      double[] counts = new double[hours];
      for (int i = 0; i < hours; i++) {
        counts[i] = poisson(lambda, random);
      }
      boolean firing = false;
      for (int i = 24 * 28; i < hours; i++) {
        boolean breach = isUnusual(monitor, counts, i);
        alarms += breach && !firing ? 1 : 0;
        firing = breach;
      }
    }
    assertThat((double) alarms / (streams * months)).as("alarms a month").isLessThan(1);
  }

  private static boolean isUnusual(Monitor monitor, double[] counts, int at) {
    Window window = new Window(hour(at), hour(at + 1));
    Map<Window, MetricValue> metricValues = new HashMap<>();
    metricValues.put(window, metricValue(counts[at]));
    for (int week = 1; week <= 4; week++) {
      metricValues.put(
          window.daysBefore(7 * week, monitor.zone()), metricValue(counts[at - 168 * week]));
    }
    MetricValues all = new MetricValues(Map.of(Group.ALL, metricValues), Map.of(), Instant.EPOCH);
    return new Judge(monitor, all).judge(Group.ALL, window).verdict() == Verdict.BREACH;
  }

  private static MetricValue metricValue(double count) {
    return count == 0 ? MetricValue.NOTHING : new MetricValue(Optional.of(count), Map.of(), true);
  }

  private static int poisson(double lambda, Random random) {
    double limit = Math.exp(-lambda);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  @Test
  void aChangeOfTheRateIsUnusual() {
    Monitor monitor =
        new MonitorScript(START + "'window':'1h','condition':{'kind':'unusual'}}").monitor();
    double[] counts = new double[24 * 28 + 1];
    Random random = new Random(5);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = poisson(20, random);
    }
    counts[counts.length - 1] = 60;
    assertThat(isUnusual(monitor, counts, counts.length - 1)).isTrue();
    counts[counts.length - 1] = 0;
    assertThat(isUnusual(monitor, counts, counts.length - 1)).isFalse();
  }
}
