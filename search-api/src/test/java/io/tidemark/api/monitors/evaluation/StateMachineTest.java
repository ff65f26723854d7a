/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.monitors.definition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Each row of the table of states. */
@Tag("fast")
class StateMachineTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

  /** How a group comes into a state: verdicts of windows in a row, with for: 2. */
  @ParameterizedTest
  @CsvSource({
    "'', learning",
    "learning, learning",
    "clear, ok",
    "between, ok",
    "breach, pending",
    "no_data, learning",
    "'learning breach', pending",
    "'clear learning', learning",
    "'clear breach', pending",
    "'clear no_data', ok",
    "'clear no_data no_data no_data', no_data",
    "'breach clear', ok",
    "'breach between', ok",
    "'breach learning', learning",
    "'breach no_data breach', pending",
    "'breach no_data no_data no_data', no_data",
    "'breach breach', firing",
    "'breach clear breach', pending",
    "'breach breach breach', firing",
    "'breach breach between', firing",
    "'breach breach between between breach', firing",
    "'breach breach between clear', ok",
    "'breach breach clear', ok",
    "'breach breach learning', firing",
    "'breach breach no_data', firing",
    "'breach breach no_data no_data no_data', no_data",
    "'no_data no_data no_data clear', ok",
    "'no_data no_data no_data breach', pending",
    "'no_data no_data no_data breach breach', firing",
    "'no_data no_data clear no_data', ok"
  })
  void followsTheTableOfStates(String verdicts, String state) {
    GroupState group = GroupState.initial(NOW);
    StateMachine machine = new StateMachine(monitor("'for':2,'no_data':{'alert_after':3}"));
    int hour = 0;
    for (String verdict : verdicts.isEmpty() ? new String[0] : verdicts.split(" ")) {
      group = machine.next(group, judgement(verdict), window(hour), NOW);
      hour++;
    }
    assertThat(group.state().id()).isEqualTo(state);
  }

  @Test
  void aWindowThatWasCountedEarlyCountsOnce() {
    StateMachine machine = new StateMachine(monitor("'for':2"));
    GroupState early = machine.next(GroupState.initial(NOW), judgement("breach"), window(0), NOW);
    GroupState whenFinal = machine.next(early, judgement("breach"), window(0), NOW);
    assertThat(whenFinal.state()).isEqualTo(AlertState.PENDING);
    assertThat(whenFinal.streak()).isEqualTo(1);
  }

  @Test
  void aWindowBeforeTheOneThatFiredTakesNothingBack() {
    StateMachine machine = new StateMachine(monitor("'for':1"));
    GroupState fired = machine.next(GroupState.initial(NOW), judgement("breach"), window(5), NOW);
    assertThat(machine.next(fired, judgement("clear"), window(4), NOW)).isEqualTo(fired);
    assertThat(machine.next(fired, judgement("clear"), window(6), NOW).state())
        .isEqualTo(AlertState.OK);
  }

  @Test
  void keepAndIgnoreNeverEndInNoData() {
    for (String policy : new String[] {"keep", "ignore"}) {
      StateMachine machine = new StateMachine(monitor("'no_data':'" + policy + "'"));
      GroupState group = machine.next(GroupState.initial(NOW), judgement("clear"), window(0), NOW);
      for (int hour = 1; hour < 50; hour++) {
        group = machine.next(group, judgement("no_data"), window(hour), NOW);
      }
      assertThat(group.state()).isEqualTo(AlertState.OK);
    }
  }

  private static Window window(int hour) {
    Instant from = NOW.plus(Duration.ofHours(hour));
    return new Window(from, from.plus(Duration.ofHours(1)));
  }

  private static Judgement judgement(String verdict) {
    return Judgement.of(Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)), Optional.of(1.0));
  }

  private static Monitor monitor(String more) {
    String body =
        "{'workload':'model-calls','metric':'calls','window':'1h',"
            + "'condition':{'kind':'above','value':10},"
            + more
            + "}";
    return MonitorParser.parse("m", JsonMapper.shared().readTree(body.replace('\'', '"')));
  }
}
