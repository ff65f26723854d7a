/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class RebuildTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");
  private static final RebuildRange TWO_HOURS =
      range("2026-11-22T06:00:00Z", "2026-11-22T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T05:59:59.999Z, false",
    "2026-11-22T06:00:00Z, true",
    "2026-11-22T07:59:59.999Z, true",
    "2026-11-22T08:00:00Z, false"
  })
  void aRangeIsHalfOpen(Instant moment, boolean inside) throws Exception {
    assertThat(TWO_HOURS.contains(moment.toEpochMilli())).isEqualTo(inside);
    SourceEvent<String> event = new SourceEvent<String>().event("event", moment.toEpochMilli());
    assertThat(new RebuiltEvents<String>(TWO_HOURS).filter(event)).isEqualTo(inside);
    assertThat(
            new RebuiltDocuments(TWO_HOURS, Map.of())
                .filter(document("tidemark-x", "hour", moment)))
        .isEqualTo(inside);
    assertThat(
            new RebuiltDocuments(TWO_HOURS, Map.of())
                .filter(document("tidemark-x", "event_time", moment)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T05:00:00Z, 60, false",
    "2026-11-22T06:00:00Z, 60, true",
    "2026-11-22T06:00:00Z, 120, true",
    "2026-11-22T07:00:00Z, 120, false"
  })
  void writesTheDaysThatLieInTheRangeAsAWhole(Instant day, int minutes, boolean written)
      throws Exception {
    String json = "{\"day\":\"%s\",\"day_zone\":\"UTC\",\"window_minutes\":%d,\"calls\":1}";
    DocumentWrite document =
        new DocumentWrite("tidemark-x", "id", 1, json.formatted(day, minutes).getBytes(UTF_8));

    assertThat(new RebuiltDocuments(TWO_HOURS, Map.of()).filter(document)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, 2026-11-22T06:00:00.001Z, false",
    "model-calls, 2026-11-22T06:00:00Z, true",
    "image-jobs, 2026-11-22T06:00:00.001Z, true"
  })
  void writesNoDayOfWhichRecordsAreDeleted(String workload, Instant since, boolean written)
      throws Exception {
    String json =
        "{\"day\":\"2026-11-22T06:00:00Z\",\"day_zone\":\"UTC\",\"window_minutes\":60,\"calls\":1}";
    DocumentWrite document =
        new DocumentWrite("tidemark-model-calls-daily-2026.11", "id", 1, json.getBytes(UTF_8));

    assertThat(new RebuiltDocuments(TWO_HOURS, Map.of(workload, since)).filter(document))
        .isEqualTo(written);
  }

  @Test
  void aRefusedRecordIsNoBusinessOfARebuild() {
    SourceEvent<String> refused =
        new SourceEvent<String>().rejected(DeadLetterReason.MALFORMED, "not JSON");

    assertThat(new RebuiltEvents<String>(TWO_HOURS).filter(refused)).isFalse();
  }

  @Test
  void howFarHoursAreFinalIsNotSaidByARebuild() throws Exception {
    DocumentWrite progress =
        document(
            "tidemark-pipeline-progress-2026.11.22", "hour", Instant.parse("2026-11-22T07:00:00Z"));

    assertThat(new RebuiltDocuments(TWO_HOURS, Map.of()).filter(progress)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T06:00:01Z, 2026-11-22T08:00:00Z, start of a window",
    "2026-11-22T06:00:00Z, 2026-11-22T08:30:00Z, start of a window",
    "2026-11-22T08:00:00Z, 2026-11-22T08:00:00Z, before --rebuild.to",
    "2026-11-22T08:00:00Z, 2026-11-22T11:00:00Z, 2026-11-22T10:00:00Z"
  })
  void aRangeThatCannotBeRebuiltIsRefused(String from, String to, String told) {
    assertThatThrownBy(() -> range(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void anHourBelongsToTheRunningJobUntilItIsFinal() {
    String hour = "2026-11-22T10:00:00Z";
    Instant early = Instant.parse("2026-11-22T10:04:59Z");

    assertThat(range("2026-11-22T09:00:00Z", hour).to())
        .isEqualTo(Instant.parse(hour).toEpochMilli());
    assertThatThrownBy(
            () ->
                RebuildRange.of(
                    Instant.parse("2026-11-22T09:00:00Z"),
                    Instant.parse(hour),
                    new Window(Duration.ofHours(1).toMillis()),
                    Duration.ofMinutes(5),
                    early))
        .hasMessageContaining("2026-11-22T09:00:00Z");
  }

  /** Runs that the running job gives up later are still going. */
  @Test
  void hasTheEventTimeOfTheRunningJob() {
    assertThat(TWO_HOURS.asOf()).isEqualTo(Instant.parse("2026-11-22T10:25:00Z").toEpochMilli());
  }

  @Test
  void endsAtTheEventTimeOfTheRunningJob() throws Exception {
    try (var input =
        new OneInputStreamOperatorTestHarness<SourceEvent<String>, SourceEvent<String>>(
            new RebuildEventTime<>(TWO_HOURS))) {
      input.setup(new SourceEventTypeInfo<String>().createSerializer(new SerializerConfigImpl()));
      input.open();
      SourceEvent<String> event = new SourceEvent<String>().event("event", TWO_HOURS.from());
      input.processElement(event, TWO_HOURS.from());
      input.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(input.getOutput())
          .containsExactly(
              new StreamRecord<>(event, TWO_HOURS.from()), new Watermark(TWO_HOURS.asOf()));
    }
  }

  private static RebuildRange range(String from, String to) {
    return RebuildRange.of(
        Instant.parse(from),
        Instant.parse(to),
        new Window(Duration.ofHours(1).toMillis()),
        Duration.ofMinutes(5),
        NOW);
  }

  private static DocumentWrite document(String index, String field, Instant time) {
    String json =
        "{\"model\":\"a \\\"hour\\\":\\\"1970\",\"latency_ms\":{\"hour\":\"no\"},\""
            + field
            + "\":\""
            + time
            + "\"}";
    return new DocumentWrite(index, "id", 1, json.getBytes(UTF_8));
  }
}
