/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import static io.tidemark.api.monitors.evaluation.MonitorScript.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Monitors over windows of a virtual clock. */
@Tag("fast")
class EvaluationTest {

  private static final String ABOVE =
      "{'workload':'model-calls','metric':'calls','window':'1h',"
          + "'condition':{'kind':'above','value':10}}";
  private static final String RATE =
      "{'workload':'model-calls','metric':'error_rate','window':'1h',"
          + "'condition':{'kind':'above','value':0.5}}";
  private static final Group ALICE = Group.of("alice");

  @Test
  void firesOnceAndResolvesOnce() {
    MonitorScript script = new MonitorScript(RATE);
    double[] values = {0.1, 0.9, 0.9, 0.2, 0.1};
    for (int i = 0; i < values.length; i++) {
      script.set(Group.ALL, hour(i), values[i]);
      script.evaluateAfter(hour(i));
      script.evaluateAfter(hour(i));
    }
    assertThat(script.announced)
        .extracting(Change::kind)
        .containsExactly(Kind.FIRED, Kind.RESOLVED);
    assertThat(script.announced.get(0).window().from()).isEqualTo(hour(1));
    assertThat(script.announced.get(1).window().from()).isEqualTo(hour(3));
    assertThat(script.state().overall()).isEqualTo(AlertState.OK);
  }

  @Test
  void aGrowingCountFiresBeforeItsWindowEnds() {
    MonitorScript script = new MonitorScript(ABOVE);
    script.set(Group.ALL, hour(0), 5);
    script.evaluateAfter(hour(0));
    script.set(Group.ALL, hour(1), 8);
    Instant now = hour(1).plus(Duration.ofMinutes(20));
    assertThat(script.evaluate(now, hour(1))).isEmpty();
    script.set(Group.ALL, hour(1), 12);
    List<Change> told = script.evaluate(now.plus(Duration.ofMinutes(2)), hour(1));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(told.get(0).early()).isTrue();
    script.set(Group.ALL, hour(1), 30);
    assertThat(script.evaluateAfter(hour(1))).isEmpty();
    script.set(Group.ALL, hour(2), 1);
    assertThat(script.evaluateAfter(hour(2)))
        .extracting(Change::kind)
        .containsExactly(Kind.RESOLVED);
  }

  @Test
  void showsTheSevenDaysThatEndToday() {
    MonitorScript script = new MonitorScript(ABOVE.replace("1h", "7d"));
    script.set(Group.ALL, hour(-72), 5);
    script.set(Group.ALL, hour(0), 2);

    script.evaluateAfter(hour(0));

    assertThat(script.state().last().value()).isEqualTo(7);
    assertThat(script.state().last().window().to()).isEqualTo(hour(24));
  }

  @Test
  void growthWaitsUntilTheWindowBeforeIsFinal() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','metric':'calls','window':'1h','condition':{'kind':'change',"
                + "'against':'previous_window','at_least_ratio':2}}");
    script.set(Group.ALL, hour(0), 20);
    script.evaluateAfter(hour(0));
    // Half of the calls of the hour before are not counted yet.
    script.set(Group.ALL, hour(1), 10);
    script.set(Group.ALL, hour(2), 20);
    assertThat(script.evaluate(hour(2).plus(Duration.ofMinutes(3)), hour(1))).isEmpty();
    script.set(Group.ALL, hour(1), 20);
    assertThat(script.evaluate(hour(2).plus(Duration.ofMinutes(6)), hour(2))).isEmpty();
    script.set(Group.ALL, hour(2), 40);
    List<Change> told = script.evaluate(hour(2).plus(Duration.ofMinutes(20)), hour(2));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(told.get(0).early()).isTrue();
  }

  @Test
  void ratiosAndLowValuesWaitUntilTheyAreFinal() {
    MonitorScript rate = new MonitorScript(RATE);
    MonitorScript below =
        new MonitorScript(ABOVE.replace("'above','value':10", "'below','value':10"));
    for (MonitorScript script : List.of(rate, below)) {
      script.set(Group.ALL, hour(0), script == rate ? 0.1 : 50);
      script.evaluateAfter(hour(0));
      script.set(Group.ALL, hour(1), 0.9);
      Instant end = hour(2);
      assertThat(script.evaluate(end.plus(Duration.ofMinutes(3)), hour(1))).isEmpty();
      assertThat(script.evaluate(end.plus(Duration.ofMinutes(6)), end)).hasSize(1);
    }
  }

  @Test
  void nothingAtAllIsBelow() {
    MonitorScript script =
        new MonitorScript(ABOVE.replace("'above','value':10", "'below','value':1"));
    script.set(Group.ALL, hour(0), 5);
    script.evaluateAfter(hour(0));
    assertThat(script.evaluateAfter(hour(1))).extracting(Change::kind).containsExactly(Kind.FIRED);
  }

  @Test
  void clearsAtItsOwnLimit() {
    MonitorScript script =
        new MonitorScript(RATE.replace("'window'", "'clear':{'value_below':0.2},'window'"));
    double[] values = {0.1, 0.6, 0.4, 0.3, 0.45, 0.1};
    for (int i = 0; i < values.length; i++) {
      script.set(Group.ALL, hour(i), values[i]);
      script.evaluateAfter(hour(i));
    }
    assertThat(script.announced)
        .extracting(change -> change.window().from())
        .containsExactly(hour(1), hour(5));
  }

  @Test
  void waitsForSeveralWindowsInARow() {
    MonitorScript script = new MonitorScript(ABOVE.replace("'window'", "'for':3,'window'"));
    double[] values = {20, 20, 1, 20, 20, 20, 20};
    for (int i = 0; i < values.length; i++) {
      script.set(Group.ALL, hour(i), values[i]);
      script.evaluateAfter(hour(i));
    }
    assertThat(script.announced).hasSize(1);
    assertThat(script.announced.get(0).window().from()).isEqualTo(hour(5));
  }

  @Test
  void floorsKeepSmallNumbersQuiet() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','metric':'calls','window':'1h','per':'user_id',"
                + "'floor':{'calls':100},'condition':{'kind':'change',"
                + "'against':'median_of_same_hours','days':3,'at_least_ratio':3}}");
    for (int day = 1; day <= 3; day++) {
      script.set(ALICE, hour(0).minus(Duration.ofDays(day)), 10);
      script.set(Group.of("bob"), hour(0).minus(Duration.ofDays(day)), 100);
    }
    script.set(ALICE, hour(0), 90);
    script.set(Group.of("bob"), hour(0), 300);
    script.set(Group.of("carol"), hour(0), 150);
    script.evaluateAfter(hour(0));
    assertThat(script.announced)
        .extracting(Change::group)
        .containsExactlyInAnyOrder("=bob", "=carol");
    assertThat(script.announced).extracting(Change::reference).contains(100.0, 0.0);
  }

  @Test
  void declineComparesWithThePast() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','metric':'calls','window':'1h',"
                + "'floor':{'calls':50},'condition':{'kind':'change',"
                + "'against':'previous_window','at_most_ratio':0.5}}");
    script.set(Group.ALL, hour(0), 100);
    script.set(Group.ALL, hour(1), 90);
    script.set(Group.ALL, hour(2), 20);
    script.evaluateAfter(hour(0));
    script.evaluateAfter(hour(1));
    assertThat(script.announced).isEmpty();
    assertThat(script.evaluateAfter(hour(2))).hasSize(1);
  }

  @Test
  void learnsUntilThePastIsLongEnough() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','metric':'calls','window':'1h','condition':{'kind':'change',"
                + "'against':'median_of_same_hours','days':4,'at_least_ratio':2}}");
    script.startAt(hour(0));
    for (int i = 0; i < 24 * 4; i++) {
      script.set(Group.ALL, hour(i), i == 24 || i == 24 * 3 ? 1_000 : 10);
      script.evaluateAfter(hour(i));
      AlertState state = script.state().overall();
      assertThat(state)
          .as("hour %s", i)
          .isEqualTo(i < 48 ? AlertState.LEARNING : i == 72 ? AlertState.FIRING : AlertState.OK);
    }
  }

  @Test
  void learnsWhileNoGroupHasAPast() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','metric':'calls','window':'1h','per':'user_id','condition':"
                + "{'kind':'change','against':'median_of_same_hours','days':4,'at_least_ratio':2}}");
    script.startAt(hour(0));
    for (int i = 0; i < 24 * 3; i++) {
      // At night there are no groups, which says nothing.
      if (i % 24 < 20) {
        script.set(ALICE, hour(i), 10);
      }
      script.evaluateAfter(hour(i));
      assertThat(script.state().overall())
          .as("hour %s", i)
          .isEqualTo(i < 48 ? AlertState.LEARNING : AlertState.OK);
    }
    script.set(Group.of("bob"), hour(72), 10);
    script.set(ALICE, hour(72), 10);
    script.evaluateAfter(hour(72));
    assertThat(script.state().overall()).isEqualTo(AlertState.OK);
  }

  @Test
  void aNewValueFiresOnceWithoutAnEnd() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','window':'1h','per':'model','condition':{'kind':'new'}}");
    Group old = Group.of("gpt-4o");
    for (int i = -48; i < 4; i++) {
      script.set(old, hour(i), 5);
    }
    script.evaluateAfter(hour(0));
    script.set(Group.of("qwen"), hour(1), 1);
    script.set(Group.of("qwen"), hour(2), 7);
    assertThat(script.evaluate(hour(1).plusSeconds(600), hour(1)))
        .extracting(Change::group)
        .containsExactly("=qwen");
    script.evaluateAfter(hour(1));
    script.evaluateAfter(hour(2));
    assertThat(script.announced).hasSize(1);
    assertThat(script.changes).extracting(Change::kind).containsExactly(Kind.FIRED, Kind.RESOLVED);
  }

  @Test
  void firesWhenAKnownGroupIsAbsent() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','window':'2h','per':'user_id',"
                + "'condition':{'kind':'absence','days':1}}");
    for (int i = -10; i < 2; i++) {
      script.set(ALICE, hour(i), 5);
      script.set(Group.of("bob"), hour(i), 5);
    }
    script.set(Group.of("bob"), hour(3), 5);
    script.evaluate(hour(2).plusSeconds(300), hour(2));
    assertThat(script.evaluate(hour(4).plusSeconds(300), hour(4)))
        .extracting(Change::group)
        .containsExactly("=alice");
    script.set(ALICE, hour(5), 1);
    assertThat(script.evaluate(hour(6).plusSeconds(300), hour(6)))
        .extracting(Change::group, Change::kind)
        .containsExactlyInAnyOrder(tuple("=alice", Kind.RESOLVED), tuple("=bob", Kind.FIRED));

    for (int i = 6; i < 30; i++) {
      script.set(ALICE, hour(i), 5);
    }
    assertThat(script.evaluate(hour(28).plusSeconds(300), hour(28))).isEmpty();
    assertThat(script.evaluate(hour(30).plusSeconds(300), hour(30)))
        .extracting(Change::group, Change::kind)
        .containsExactly(tuple("=bob", Kind.RESOLVED));
  }

  @Test
  void endsTheAbsenceOfTheRest() {
    MonitorScript script =
        new MonitorScript(
            "{'workload':'model-calls','window':'2h','per':'user_id',"
                + "'condition':{'kind':'absence','days':1}}");
    for (int i = -10; i < 30; i++) {
      script.set(ALICE, hour(i), 5);
      script.set(Group.ALL, hour(i), i < 2 ? 8 : 5);
    }
    script.evaluate(hour(2).plusSeconds(300), hour(2));
    assertThat(script.evaluate(hour(4).plusSeconds(300), hour(4)))
        .extracting(Change::group, Change::kind)
        .containsExactly(tuple("*", Kind.FIRED));
    assertThat(script.evaluate(hour(30).plusSeconds(300), hour(30)))
        .extracting(Change::group, Change::kind)
        .containsExactly(tuple("*", Kind.RESOLVED));
  }

  @Test
  void triesAnEditAtOnceAfterFailures() {
    Monitor monitor = new MonitorScript(RATE).monitor();
    MonitorState state = new MonitorState();
    state.follow(1, monitor.shape());
    state.fail(hour(0), "The monitor reads too much.");
    Instant now = hour(0).plusSeconds(10);

    assertThat(Schedule.isDue(monitor, 1, state, Suppression.NONE, now, hour(0))).isFalse();
    assertThat(Schedule.isDue(monitor, 2, state, Suppression.NONE, now, hour(0))).isTrue();
  }

  @Test
  void noDataAlertsAfterItsWindows() {
    MonitorScript script =
        new MonitorScript(RATE.replace("'window'", "'no_data':{'alert_after':2},'window'"));
    script.set(Group.ALL, hour(0), 0.1);
    script.evaluateAfter(hour(0));
    assertThat(script.evaluateAfter(hour(1))).isEmpty();
    assertThat(script.evaluateAfter(hour(2)))
        .extracting(Change::kind)
        .containsExactly(Kind.NO_DATA);
    script.set(Group.ALL, hour(3), 0.1);
    assertThat(script.evaluateAfter(hour(3)))
        .extracting(Change::kind)
        .containsExactly(Kind.DATA_AGAIN);
  }

  @Test
  void repeatsAnAlertUntilSomeoneTakesCareOfIt() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'resend':'2h','window'"));
    for (int i = 0; i < 8; i++) {
      script.set(Group.ALL, hour(i), i == 0 ? 0.1 : 0.9);
      script.evaluateAfter(hour(i));
    }
    assertThat(script.announced)
        .extracting(Change::kind)
        .containsExactly(Kind.FIRED, Kind.STILL_FIRING, Kind.STILL_FIRING, Kind.STILL_FIRING);
    script.acknowledge(Group.ALL, hour(8));
    script.announced.clear();
    for (int i = 8; i < 14; i++) {
      script.set(Group.ALL, hour(i), i == 13 ? 0.1 : 0.9);
      script.evaluateAfter(hour(i));
    }
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.RESOLVED);
  }

  @Test
  void repeatsAnAlertThatWasSentWhileTheClockWasAhead() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'resend':'2h','window'"));
    for (int i = 0; i < 2; i++) {
      script.set(Group.ALL, hour(i), i == 0 ? 0.1 : 0.9);
      script.evaluateAfter(hour(i));
    }
    Instant right = hour(2).minus(Duration.ofDays(30));
    script.announced.clear();

    script.evaluate(right, hour(2));
    script.evaluate(right.plus(Duration.ofHours(1)), hour(2));

    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.STILL_FIRING);
  }

  @Test
  void silencesAndQuietHoursHoldMessagesBack() {
    MonitorScript script =
        new MonitorScript(
            RATE.replace("'window'", "'quiet_hours':{'from':'01:00','to':'05:00'},'window'"));
    double[] values = {0.1, 0.9, 0.9, 0.1, 0.9, 0.9, 0.1};
    for (int i = 0; i < values.length; i++) {
      script.set(Group.ALL, hour(i), values[i]);
      script.silence("", i == 6);
      script.evaluateAfter(hour(i));
    }
    // The first alert began and ended in the quiet hours; the second is told after them.
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(script.announced.get(0).at()).isEqualTo(hour(5).plusSeconds(300));
    assertThat(script.changes).hasSize(4);
    script.silence("", false);
    assertThat(script.evaluate(hour(7).plusSeconds(400), hour(7)))
        .extracting(Change::kind)
        .containsExactly(Kind.RESOLVED);
  }

  @Test
  void evaluatesEachWindowAfterAStop() {
    MonitorScript script = new MonitorScript(RATE);
    double[] values = {0.1, 0.9, 0.1, 0.1, 0.9, 0.1};
    for (int i = 0; i < values.length; i++) {
      script.set(Group.ALL, hour(i), values[i]);
    }
    script.evaluateAfter(hour(0));
    script.evaluateAfter(hour(5));
    assertThat(script.announced).hasSize(4);
    assertThat(script.announced).extracting(Change::late).containsExactly(true, true, false, false);
  }
}
