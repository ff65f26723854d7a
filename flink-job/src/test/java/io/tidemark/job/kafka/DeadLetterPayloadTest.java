/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.DeadLetterFactory;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.deadletters.DeadLetterDocument;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.testkit.time.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every format with a prompt in them, rejected for every reason. */
@Tag("fast")
class DeadLetterPayloadTest {

  private static final String PROMPT = "tell nobody of this";
  private static final String PROMPTS =
      """
      {"prompt":"%1$s","messages":[{"role":"user","content":"%1$s"}],"headers":{"x":"%1$s"},\
      "tool_calls":[{"function":{"arguments":"{\\"q\\":\\"%1$s\\"}"}}],"""
          .formatted(PROMPT);

  static Stream<Named<RefusalReasonsTest.Kind<?>>> kinds() {
    return RefusalReasonsTest.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <E> void keepsNoPromptOfARecordThatCanBeParsed(RefusalReasonsTest.Kind<E> kind) {
    String record = withPrompts(kind.example());
    Instant noon = RefusalReasonsTest.NOON;
    Refused<E> refused = new Refused<>(kind, noon);

    assertKeepsNoPrompt(refused.future(record), DeadLetterReason.FUTURE);
    assertKeepsNoPrompt(refused.expired(record), DeadLetterReason.EXPIRED);
    assertKeepsNoPrompt(refused.tooLate(record), DeadLetterReason.TOO_LATE);
    String large = record + " ".repeat(RefusalReasonsTest.MOST_BYTES);
    assertKeepsNoPrompt(refused.at(noon, large), DeadLetterReason.TOO_LARGE);
    // Each format reads a time, or needs a name, under one of these.
    String malformed =
        record
            .replace("prompt_id", "p_id")
            .replaceAll("\"(1767229|2026-01)[^\"]*\"", "[]")
            .replaceAll("(?<![0-9])1767229[0-9.]*", "true");
    assertKeepsNoPrompt(refused.at(noon, malformed), DeadLetterReason.MALFORMED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <E> void keepsARecordThatCannotBeParsedInTheTopicAlone(RefusalReasonsTest.Kind<E> kind) {
    String record = withPrompts(kind.example()) + "}";
    List<DeadLetter> letters =
        new Refused<>(kind, RefusalReasonsTest.NOON).at(RefusalReasonsTest.NOON, record);

    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).payload).isEqualTo(record.getBytes(UTF_8));
    assertThat(topic(letters.get(0))).contains(PROMPT, "payload");
    assertThat(index(letters.get(0)))
        .contains("\"reason\":\"malformed\"", "\"offset\":7")
        .doesNotContain(PROMPT)
        .doesNotContain("payload");
  }

  private static void assertKeepsNoPrompt(List<DeadLetter> letters, DeadLetterReason reason) {
    assertThat(letters).as("%s", reason).isNotEmpty();
    for (DeadLetter letter : letters) {
      assertThat(letter.reason).isEqualTo(reason.id());
      assertThat(letter.tenantId).as("%s", reason).isNotNull();
      assertThat(topic(letter)).contains("payload").doesNotContain(PROMPT);
      assertThat(index(letter)).contains("payload").doesNotContain(PROMPT);
    }
  }

  private static String topic(DeadLetter letter) {
    return new String(DeadLetterDocument.json(letter), UTF_8);
  }

  private static String index(DeadLetter letter) {
    return new String(DeadLetterDocument.write(letter).source, UTF_8);
  }

  private static String withPrompts(String example) {
    // In ComfyUI's history each member of the record is an entry.
    int at = example.indexOf('{', example.startsWith("{\"p-1\"") ? 1 : 0);
    return example.substring(0, at) + PROMPTS + example.substring(at + 1);
  }

  /** The way from the source to dead letters. */
  private static final class Refused<E> implements SourceOutput<SourceEvent<E>> {

    private static final Duration YEAR = Duration.ofDays(365);

    private final RefusalReasonsTest.Kind<E> kind;
    private final Instant noon;
    private final DeadLetterFactory refusals;
    private final List<DeadLetter> letters = new ArrayList<>();
    private DeadLetterReason ofEvents;

    Refused(RefusalReasonsTest.Kind<E> kind, Instant noon) {
      this.kind = kind;
      this.noon = noon;
      refusals = new DeadLetterFactory("pipeline", PrivacyOptions.DEFAULT, Clock.systemUTC());
    }

    List<DeadLetter> future(String record) {
      return at(noon.minus(YEAR), record);
    }

    List<DeadLetter> expired(String record) {
      return at(noon.plus(YEAR), record);
    }

    List<DeadLetter> tooLate(String record) {
      ofEvents = DeadLetterReason.TOO_LATE;
      return at(noon, record);
    }

    List<DeadLetter> at(Instant now, String record) {
      letters.clear();
      UsageSplitState split =
          new UsageSplitState(
              new KafkaPartitionSplit(new TopicPartition("topic", 0), 0),
              Duration.ofSeconds(30),
              now.toEpochMilli());
      new UsageRecordEmitter<>(
              Map.of("topic", kind.format()),
              kind.time()::applyAsLong,
              new AcceptedTimes(Duration.ofMinutes(10), Duration.ofDays(30)),
              new ManualClock(now),
              new SourceMetrics(new UnregisteredMetricsGroup()))
          .emitRecord(Reading.consumed("topic", 0, 7, record.getBytes(UTF_8)), this, split);
      ofEvents = null;
      return List.copyOf(letters);
    }

    @Override
    public void collect(SourceEvent<E> incoming) {
      if (incoming.kind() == SourceEvent.Kind.REJECTED) {
        letters.add(refusals.letter(incoming, incoming.reason(), incoming.message(), null));
      } else if (ofEvents != null) {
        letters.add(refusals.letter(incoming, ofEvents, "its hour is closed", null));
      }
    }

    @Override
    public void collect(SourceEvent<E> incoming, long timestamp) {
      throw new AssertionError("times are the business of the watermark strategy");
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
