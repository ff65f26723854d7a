/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import static io.tidemark.api.monitors.evaluation.MonitorScript.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.monitors.evaluation.Change.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Windows that late events correct after they were evaluated. */
@Tag("fast")
class CorrectionsTest {

  private static final String RATE =
      "{'workload':'model-calls','metric':'error_rate','window':'1h',"
          + "'condition':{'kind':'above','value':0.5}}";

  @Test
  void aCorrectionThatAddsABreachIsLate() {
    MonitorScript script = new MonitorScript(RATE);
    for (int i = 0; i < 4; i++) {
      script.set(Group.ALL, hour(i), 0.1);
      script.evaluateAfter(hour(i));
    }
    script.set(Group.ALL, hour(1), 0.9);
    script.set(Group.ALL, hour(4), 0.1);
    List<Change> told = script.evaluateAfter(hour(4));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.LATE);
    assertThat(told.get(0).window().from()).isEqualTo(hour(1));
    assertThat(told.get(0).corrected()).isTrue();
    assertThat(script.state().overall()).isEqualTo(AlertState.OK);
    script.set(Group.ALL, hour(5), 0.1);
    assertThat(script.evaluateAfter(hour(5))).isEmpty();
  }

  @Test
  void aCorrectionThatTakesABreachAwayResolvesIt() {
    MonitorScript script = new MonitorScript(RATE);
    script.set(Group.ALL, hour(0), 0.1);
    script.evaluateAfter(hour(0));
    script.set(Group.ALL, hour(1), 0.9);
    assertThat(script.evaluateAfter(hour(1))).hasSize(1);
    script.set(Group.ALL, hour(1), 0.2);
    // A window without a verdict of its own: the alert would continue.
    script.set(Group.ALL, hour(2), 0.9);
    script.remove(Group.ALL, hour(2));
    List<Change> told = script.evaluate(hour(2).plusSeconds(900), hour(2).plusSeconds(1));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.RESOLVED);
    assertThat(told.get(0).corrected()).isTrue();
  }

  @Test
  void aWindowThatIsNormalAfterAllCountsNoMore() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':2,'window'"));
    runRates(script, 0.1, 0.9);
    script.set(Group.ALL, hour(1), 0.2);
    runRate(script, 2, 0.9);
    assertThat(script.announced).isEmpty();
    assertThat(script.group(Group.ALL).state()).isEqualTo(AlertState.PENDING);
    assertThat(script.group(Group.ALL).streak()).isEqualTo(1);
    runRate(script, 3, 0.9);
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.FIRED);
  }

  @Test
  void anAlertEndsWhenTooFewOfItsWindowsAreLeft() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':2,'window'"));
    runRates(script, 0.1, 0.9, 0.9);
    script.set(Group.ALL, hour(1), 0.2);
    List<Change> told = script.evaluate(hour(3).plusSeconds(900), hour(3).plusSeconds(1));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.RESOLVED);
    assertThat(told.get(0).corrected()).isTrue();
    assertThat(script.group(Group.ALL).streak()).isEqualTo(1);
  }

  @Test
  void anAlertStaysWhileEnoughOfItsWindowsAreLeft() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':2,'window'"));
    runRates(script, 0.1, 0.9, 0.9, 0.9);
    script.set(Group.ALL, hour(1), 0.2);
    assertThat(script.evaluate(hour(4).plusSeconds(900), hour(4).plusSeconds(1))).isEmpty();
    assertThat(script.state().overall()).isEqualTo(AlertState.FIRING);
  }

  @Test
  void anAlertGoesOnByTheWindowAfterTheOneThatIsNormal() {
    MonitorScript script = new MonitorScript(RATE);
    runRates(script, 0.1, 0.9);
    script.set(Group.ALL, hour(1), 0.2);
    runRate(script, 2, 0.9);
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.FIRED);
  }

  @Test
  void aWindowThatMeetsTheConditionAfterAllCountsWithTheNextOne() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':2,'window'"));
    runRates(script, 0.1, 0.1);
    script.set(Group.ALL, hour(1), 0.9);
    runRate(script, 2, 0.9);
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.FIRED);
  }

  @Test
  void aCorrectionThatCompletesARowFires() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':3,'window'"));
    runRates(script, 0.1, 0.9, 0.1, 0.9);
    script.set(Group.ALL, hour(2), 0.9);
    List<Change> told = script.evaluate(hour(4).plusSeconds(900), hour(4).plusSeconds(1));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(told.get(0).corrected()).isTrue();
    runRate(script, 4, 0.1);
    assertThat(script.announced).extracting(Change::kind).contains(Kind.RESOLVED);
  }

  @Test
  void aCorrectionThatCompletesARowOfThePastIsLate() {
    MonitorScript script = new MonitorScript(RATE.replace("'window'", "'for':2,'window'"));
    runRates(script, 0.1, 0.9, 0.1, 0.1);
    script.set(Group.ALL, hour(2), 0.9);
    runRate(script, 4, 0.1);
    assertThat(script.announced).extracting(Change::kind).containsExactly(Kind.LATE);
    assertThat(script.state().overall()).isEqualTo(AlertState.OK);
  }

  @Test
  void anAlertEndsWhenItsWindowsAreNotInARow() {
    MonitorScript script =
        new MonitorScript(RATE.replace("'window'", "'for':2,'clear':{'value_below':0.3},'window'"));
    runRates(script, 0.1, 0.9, 0.9, 0.4, 0.9);
    assertThat(script.state().overall()).isEqualTo(AlertState.FIRING);
    script.set(Group.ALL, hour(1), 0.2);
    List<Change> told = script.evaluate(hour(5).plusSeconds(900), hour(5).plusSeconds(1));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.RESOLVED);
    assertThat(script.group(Group.ALL).state()).isEqualTo(AlertState.PENDING);
    assertThat(script.group(Group.ALL).streak()).isEqualTo(1);
    runRate(script, 5, 0.9);
    assertThat(script.announced).extracting(Change::kind).endsWith(Kind.FIRED);
  }

  @Test
  void aCorrectedDayCountsWithTheDayBefore() {
    MonitorScript script = createDays();
    runDays(script, 0.9, 0.1);
    script.set(Group.ALL, hour(24), 0.9);
    List<Change> told = script.evaluateAfter(hour(48));
    assertThat(told).extracting(Change::kind).containsExactly(Kind.FIRED);
    assertThat(told.get(0).corrected()).isTrue();
    assertThat(script.group(Group.ALL).streak()).isEqualTo(2);
  }

  @Test
  void aDayThatEndedADayAgoIsKeptButNotCorrected() {
    MonitorScript script = createDays();
    runDays(script, 0.1, 0.1, 0.1, 0.1, 0.9);
    script.set(Group.ALL, hour(72), 0.9);
    assertThat(script.evaluateAfter(hour(120))).isEmpty();
    assertThat(script.group(Group.ALL).state()).isEqualTo(AlertState.PENDING);
    assertThat(script.state().recent)
        .extracting(one -> one.window().from())
        .contains(hour(72), hour(96))
        .hasSizeLessThan(4);
  }

  private static MonitorScript createDays() {
    return new MonitorScript(RATE.replace("'window':'1h'", "'for':2,'window':'day'"));
  }

  private static void runDays(MonitorScript script, double... rates) {
    for (int i = 0; i < rates.length; i++) {
      script.set(Group.ALL, hour(24 * i), rates[i]);
      script.evaluateAfter(hour(24 * i + 23));
    }
  }

  private static void runRates(MonitorScript script, double... rates) {
    for (int i = 0; i < rates.length; i++) {
      runRate(script, i, rates[i]);
    }
  }

  private static void runRate(MonitorScript script, int number, double rate) {
    script.set(Group.ALL, hour(number), rate);
    script.evaluateAfter(hour(number));
  }
}
