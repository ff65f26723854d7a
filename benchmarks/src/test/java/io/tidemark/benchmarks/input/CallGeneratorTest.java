/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.benchmarks.answers.ExpectedHours;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.testkit.events.CallGenerator;
import io.tidemark.testkit.events.CallJson;
import io.tidemark.testkit.events.EventVolume.Late;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class CallGeneratorTest {

  private static final int EVENTS = 50_000;
  private static final InputSize SIZE = InputSize.FULL.withEvents(EVENTS);
  private static final InputSize SMALL = SIZE.withEvents(5_000);

  @Test
  void theSameSeedMakesTheSameBytes() {
    assertThat(texts(SMALL)).isEqualTo(texts(SMALL));
    assertThat(texts(SMALL))
        .isNotEqualTo(texts(new InputSize(SMALL.events(), 6, SMALL.seed() + 1, 0, Late.NONE)));
  }

  @Test
  void twoInAHundredCallsAreSentAgainAsTheyWere() {
    List<String> sent = texts(SIZE);
    Set<String> different = new HashSet<>(sent);

    assertThat(sent).hasSize(EVENTS + InputSize.PARTITIONS);
    assertThat((sent.size() - different.size()) / (double) EVENTS).isCloseTo(0.02, within(0.003));
  }

  @Test
  void createsRecordsOfTheMeasuredLength() {
    double bytes = texts(SIZE).stream().mapToInt(String::length).average().orElseThrow();

    assertThat(bytes).isCloseTo(490, within(20.0));
  }

  @Test
  void callsAreLateByAMinuteAtMost() {
    long[] greatest = {0, 0};
    new CallGenerator(SIZE.volume())
        .generate(
            call -> {
              greatest[1] = Math.max(greatest[1], greatest[0] - call.eventTime());
              greatest[0] = Math.max(greatest[0], call.eventTime());
            },
            call -> {});

    assertThat(greatest[1]).isBetween(30_000L, 60_000L);
  }

  @Test
  void groupsInTurnAreAllMetAsOften() {
    Map<Integer, Integer> calls = new HashMap<>();
    new CallGenerator(SIZE.spread(1, 1_000).volume())
        .generate(call -> calls.merge(call.group().number(), 1, Integer::sum), call -> {});

    assertThat(calls).hasSize(1_000);
    assertThat(calls.values()).allMatch(count -> count == 48 || count == 49 || count == 50);
  }

  @Test
  void oneCallInAHundredIsLateWhereThatIsAskedFor() {
    long[] counts = new long[3];
    new CallGenerator(SIZE.withLate(Late.ANY_CALL).volume())
        .generate(
            call -> {
              counts[0]++;
              counts[1] += call.eventTime() < counts[2] - 120_000 ? 1 : 0;
              counts[2] = Math.max(counts[2], call.eventTime());
            },
            call -> {});

    assertThat(counts[1] / (double) counts[0]).isCloseTo(0.01, within(0.002));
  }

  @Test
  void everyRecordIsAModelCall() {
    NativeModelCallFormat format = new NativeModelCallFormat();
    ExpectedHours expected = new ExpectedHours();
    CallJson json = new CallJson();
    List<String> refused = new ArrayList<>();
    UsageFormat.Output<ModelCall> output =
        new UsageFormat.Output<>() {
          @Override
          public void event(ModelCall call) {}

          @Override
          public void reject(String message) {
            refused.add(message);
          }
        };
    new CallGenerator(SIZE.volume())
        .generate(expected::add, call -> format.parse(json.write(call), output));

    assertThat(refused).isEmpty();
    assertThat(expected.counted()).isLessThan(EVENTS);
    assertThat(expected.lines()).doesNotHaveDuplicates().hasSizeGreaterThan(10_000);
  }

  private static List<String> texts(InputSize size) {
    List<String> texts = new ArrayList<>();
    CallJson json = new CallJson();
    new CallGenerator(size.volume())
        .generate(call -> {}, call -> texts.add(new String(json.write(call), UTF_8)));
    return texts;
  }
}
