/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import static io.tidemark.model.aggregate.Aggregates.fields;
import static io.tidemark.model.aggregate.Aggregates.read;
import static io.tidemark.model.aggregate.Aggregates.write;
import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.RETRACTABLE;
import static io.tidemark.model.schema.Option.since;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemaBuilder;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AggregateTest {

  private static final AggregateLayout FIRST = layout(false);

  /** As the first one, with measures of a second version in the middle and at the end. */
  private static final AggregateLayout SECOND = layout(true);

  @Test
  void leavesOutMeasuresThatNoEventReported() {
    Aggregate aggregate = new Aggregate(FIRST);
    aggregate.addEvents(2);
    aggregate.add(FIRST.findSum("calls"), 2);

    assertThat(fields(aggregate)).isEqualTo("{\"calls\":2,\"failed\":0}");
  }

  @Test
  void writesAReportedZero() {
    Aggregate aggregate = event(FIRST, 0);

    assertThat(fields(aggregate)).contains("\"tokens\":0");
  }

  @Test
  void forgetsARetractableSumWithItsLastReport() {
    int sum = FIRST.findSum("trained");
    Aggregate aggregate = new Aggregate(FIRST);
    aggregate.addRetractable(sum, 5, 1);
    aggregate.addRetractable(sum, 7, 1);
    aggregate.addRetractable(sum, -5, -1);
    assertThat(fields(aggregate)).contains("\"trained\":7");

    aggregate.addRetractable(sum, -7, -1);

    assertThat(aggregate.isKnown(sum)).isFalse();
    assertThat(fields(aggregate)).doesNotContain("trained");
  }

  @Test
  void takesBackADurationBeforeItIsAdded() {
    int histogram = FIRST.findHistogram("run_ms");
    Aggregate part = new Aggregate(FIRST);
    part.removeDuration(histogram, 40);
    Aggregate window = event(FIRST, 1);
    window.addDuration(histogram, 40);
    window.addDuration(histogram, 50);
    part.add(window);

    assertThat(fields(part)).contains("\"run_ms\":{\"count\":1,\"sum\":50,\"min\":50,\"max\":50");
  }

  @Test
  void readsMeasuresOfALaterVersionAsUnknown() throws IOException {
    byte[] older = write(event(FIRST, 10));

    Aggregate aggregate = read(SECOND, older);

    assertThat(aggregate.isKnown(SECOND.findSum("blocked"))).isFalse();
    assertThat(fields(aggregate)).isEqualTo(fields(event(FIRST, 10)));
    assertThat(aggregate.events()).isEqualTo(1);
  }

  @Test
  void addsMeasuresOfALaterVersionToOlderState() throws IOException {
    Aggregate aggregate = read(SECOND, write(event(FIRST, 10)));
    Aggregate next = event(SECOND, 5);
    next.add(SECOND.findSum("audio"), 3);

    aggregate.add(next);

    assertThat(fields(aggregate))
        .startsWith("{\"calls\":2,\"failed\":0,\"blocked\":0,\"tokens\":15,\"audio\":3,")
        .contains("\"latency_ms\":{\"count\":2,", "\"queue_ms\":{\"count\":1,");
    assertThat(fields(read(SECOND, write(aggregate)))).isEqualTo(fields(aggregate));
  }

  @Test
  void keepsUnknownMeasuresUnknownInACopy() throws IOException {
    Aggregate copy = new Aggregate(SECOND);

    copy.add(read(SECOND, write(event(FIRST, 10))));

    assertThat(fields(copy)).isEqualTo(fields(event(FIRST, 10)));
  }

  @Test
  void rejectsStateOfALaterBuild() throws IOException {
    byte[] later = write(event(SECOND, 10));

    assertThatThrownBy(() -> read(FIRST, later))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessage(
            "State of 'test' has version 2, this build reads versions up to 1: start the build"
                + " that wrote it, or a newer one");
  }

  @Test
  void rejectsTruncatedState() throws IOException {
    Aggregate aggregate = event(SECOND, 10);
    aggregate.addCode(0, 200, 3);
    aggregate.addId(0, "s1");
    byte[] bytes = write(aggregate);

    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(SECOND, truncated)).isInstanceOf(EOFException.class);
    }
  }

  private static Aggregate event(AggregateLayout layout, long tokens) {
    Aggregate aggregate = new Aggregate(layout);
    aggregate.addEvents(1);
    aggregate.add(layout.findSum("calls"), 1);
    aggregate.add(layout.findSum("tokens"), tokens);
    aggregate.addDuration(layout.findHistogram("latency_ms"), 100);
    if (layout == SECOND) {
      aggregate.addDuration(layout.findHistogram("queue_ms"), 7);
    }
    return aggregate;
  }

  private static AggregateLayout layout(boolean second) {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("test")
            .dimension("tenant_id", COMPUTED)
            .count("calls")
            .count("failed");
    if (second) {
      schema.count("blocked", since(2));
    }
    schema.sum("tokens", MAY_BE_UNKNOWN).sum("trained", MAY_BE_UNKNOWN, RETRACTABLE);
    if (second) {
      schema.sum("audio", MAY_BE_UNKNOWN, since(2)).histogram("queue_ms", MAY_BE_UNKNOWN, since(2));
    }
    schema
        .countsByValue("codes")
        .histogram("latency_ms", MAY_BE_UNKNOWN)
        .histogram("run_ms", MAY_BE_UNKNOWN, RETRACTABLE)
        .distinctIds("sessions", "session_ids")
        .groupedBy("tenant_id");
    return AggregateLayout.createFor(schema.build());
  }
}
