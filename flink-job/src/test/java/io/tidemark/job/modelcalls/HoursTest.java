/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.HOUR;
import static io.tidemark.job.modelcalls.Calls.MINUTE;
import static io.tidemark.job.modelcalls.Calls.TEN;
import static io.tidemark.job.modelcalls.Calls.createRow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HoursTest {

  private static final long ELEVEN = TEN + HOUR;
  private static final long LAST_MOMENT = ELEVEN - 1;

  @Test
  void theRunningHourIsProvisionalOnceAMinute() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(TEN + 1);
      job.call(createRow("r1", "alice", TEN));
      job.clock(TEN + 30_000);
      job.call(createRow("r2", "alice", TEN + 1));
      job.clock(TEN + MINUTE - 1);
      assertThat(job.published()).isEmpty();

      job.clock(TEN + MINUTE + 10_000);

      assertThat(texts(job.published()))
          .singleElement()
          .asString()
          .contains("\"calls\":2,", "\"final\":false", "\"revision\":0");
    }
  }

  /** It was a day ahead for a while; the turns of that day are far off. */
  @Test
  void theRunningHourIsProvisionalAlsoWhenTheClockIsSetBack() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(TEN + 24 * HOUR);
      job.call(createRow("r1", "alice", TEN));
      job.snapshot(1, TEN);

      job.clock(TEN);
      job.call(createRow("r2", "alice", TEN));
      job.call(createRow("r3", "bob", TEN));
      job.snapshot(2, TEN);
      job.clock(TEN + MINUTE + 1_000);

      assertThat(texts(job.published()))
          .hasSize(2)
          .anySatisfy(text -> assertThat(text).contains("alice", "\"calls\":2,"))
          .anySatisfy(text -> assertThat(text).contains("bob", "\"calls\":1,"));

      job.watermark(LAST_MOMENT);
      job.watermark(ELEVEN + 24 * HOUR);
      assertThat(job.timers()).as("none of the day ahead is left").isZero();
    }
  }

  @Test
  void anHourWithoutNewsIsNotPublishedAgain() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(TEN + 1);
      job.call(createRow("r1", "alice", TEN));
      job.clock(TEN + 2 * MINUTE);
      assertThat(job.published()).hasSize(1);

      job.clock(TEN + 5 * MINUTE);

      assertThat(job.published()).isEmpty();
    }
  }

  @Test
  void theHourIsFinalWhenTheWatermarkPassesIt() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.call(createRow("r1", "alice", TEN));
      job.watermark(LAST_MOMENT - 1);
      assertThat(job.published()).isEmpty();

      job.watermark(LAST_MOMENT);

      DocumentWrite document = job.published().get(0);
      assertThat(document.index).isEqualTo("tidemark-model-calls-hourly-2026.11.22");
      assertThat(document.id).startsWith("20261122T1000-");
      assertThat(document.version).isEqualTo(3);
      assertThat(new String(document.source, UTF_8))
          .contains("\"final\":true", "\"revision\":0", "\"late_events\":0");
    }
  }

  @Test
  void lateCallsCorrectTheirHourTogether() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(ELEVEN + 5 * MINUTE);
      job.call(createRow("r1", "alice", TEN));
      job.watermark(LAST_MOMENT);
      job.published();

      job.call(createRow("r2", "alice", TEN + 1));
      job.call(createRow("r3", "alice", TEN + 2));
      job.clock(ELEVEN + 5 * MINUTE + 15_000);
      assertThat(job.published()).as("folded, and waiting for the minute").isEmpty();
      job.clock(ELEVEN + 6 * MINUTE);

      assertThat(texts(job.published()))
          .singleElement()
          .asString()
          .contains("\"calls\":3,", "\"final\":true", "\"revision\":1", "\"late_events\":2");
    }
  }

  @Test
  void aGroupWhoseFirstCallIsLateIsPublishedToo() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(ELEVEN + 5 * MINUTE);
      job.watermark(ELEVEN);

      job.call(createRow("r1", "bob", TEN));
      job.clock(ELEVEN + 7 * MINUTE);

      assertThat(texts(job.published()))
          .singleElement()
          .asString()
          .contains("\"calls\":1,", "\"final\":true", "\"revision\":0", "\"late_events\":1");
    }
  }

  @Test
  void aResentCallCountsOnceAcrossARestart() throws Exception {
    CountAndPublish.Snapshot snapshot;
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.call(createRow("r1", "alice", TEN));
      job.watermark(TEN);
      snapshot = job.snapshot(1, TEN);
    }
    try (CountAndPublish job = new CountAndPublish(snapshot)) {
      job.call(createRow("r1", "alice", TEN));
      job.call(createRow("r1", "alice", TEN + 1, 99));
      job.call(createRow("r2", "alice", TEN));
      job.watermark(LAST_MOMENT);

      assertThat(texts(job.published()))
          .singleElement()
          .asString()
          .contains("\"calls\":2,", "\"input_tokens\":20,");
    }
  }

  @Test
  void keepsRejectingLateEventsAfterARestart() throws Exception {
    CountAndPublish.Snapshot snapshot;
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.call(createRow("r1", "alice", TEN));
      job.watermark(LAST_MOMENT);
      snapshot = job.snapshot(1, ELEVEN);
    }
    try (CountAndPublish job = new CountAndPublish(snapshot)) {
      job.clock(ELEVEN + 6 * MINUTE);
      job.call(createRow("r2", "alice", TEN));
      job.clock(ELEVEN + 9 * MINUTE);

      assertThat(texts(job.published()))
          .singleElement()
          .asString()
          .contains("\"calls\":2,", "\"revision\":1", "\"late_events\":1");
    }
  }

  @Test
  void nothingIsLeftAfterTheHorizon() throws Exception {
    try (CountAndPublish job = new CountAndPublish(null)) {
      job.clock(TEN);
      for (int i = 0; i < 100; i++) {
        job.call(createRow("r" + i, "user-" + i % 7, TEN + i * MINUTE / 2));
      }
      job.watermark(LAST_MOMENT);
      job.clock(ELEVEN + 5 * MINUTE);
      assertThat(job.stateEntries()).isEqualTo(114);

      job.watermark(ELEVEN + 24 * HOUR);

      assertThat(job.stateEntries()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  private static List<String> texts(List<DocumentWrite> documents) {
    return documents.stream().map(document -> new String(document.source, UTF_8)).toList();
  }
}
