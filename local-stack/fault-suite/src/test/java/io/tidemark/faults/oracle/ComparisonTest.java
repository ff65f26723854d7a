/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A comparison that overlooks something would make every fault look survived. */
@Tag("fast")
class ComparisonTest {

  private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

  private final Expected expected = new Expected();
  private final Comparison comparison = new Comparison(END, false);

  @Test
  void equalDocumentsAreEqual() {
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("11", 3));
    comparison.compareFamily(
        Family.MODEL_CALLS_HOURLY, expected, List.of(published(hour("11", 3))));
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.documents()).isEqualTo(1);
  }

  @Test
  void aMissingDocumentLosesItsEvents() {
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("11", 3));
    comparison.compareFamily(Family.MODEL_CALLS_HOURLY, expected, List.of());
    assertThat(comparison.lost()).isEqualTo(3);
    assertThat(comparison.differences()).singleElement().asString().contains("is missing");
  }

  @Test
  void fewerEventsAreLostAndMoreAreDoubled() {
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("10", 3));
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("11", 3));
    comparison.compareFamily(
        Family.MODEL_CALLS_HOURLY,
        expected,
        List.of(published(hour("10", 1)), published(hour("11", 4))));
    assertThat(comparison.lost()).isEqualTo(2);
    assertThat(comparison.doubled()).isEqualTo(1);
    assertThat(comparison.wrong()).isEqualTo(2);
    assertThat(comparison.differences().get(0)).contains("calls is 1 instead of 3");
  }

  @Test
  void aDocumentThatShouldNotBeThereIsDoubled() {
    comparison.compareFamily(
        Family.MODEL_CALLS_HOURLY, expected, List.of(published(hour("11", 2))));
    assertThat(comparison.doubled()).isEqualTo(2);
  }

  @Test
  void oneDocumentUnderTwoIdsIsDoubled() {
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("11", 3));
    comparison.compareFamily(
        Family.MODEL_CALLS_HOURLY,
        expected,
        List.of(published(hour("11", 3)), published(hour("11", 3))));
    assertThat(comparison.doubled()).isEqualTo(1);
  }

  @Test
  void anHourThatIsNotFinalIsWrong() {
    expected.putDocument(Family.MODEL_CALLS_HOURLY, hour("11", 3));
    Map<String, Object> provisional = published(hour("11", 3));
    provisional.put("final", "false");
    comparison.compareFamily(Family.MODEL_CALLS_HOURLY, expected, List.of(provisional));
    assertThat(comparison.wrong()).isEqualTo(1);
    assertThat(comparison.lost()).isZero();
  }

  @Test
  void openHoursAreNotCompared() {
    comparison.compareFamily(
        Family.MODEL_CALLS_HOURLY, expected, List.of(published(hour("12", 3))));
    assertThat(comparison.isEqual()).isTrue();
  }

  @Test
  void aRecordMayHoldAnyOfTheContentsOfItsId() {
    List<Map<String, Object>> contents = List.of(record(1), record(2));
    expected.putAnyOf(Family.MODEL_CALLS_RECORDS, contents);
    comparison.compareFamily(Family.MODEL_CALLS_RECORDS, expected, List.of(record(2)));
    assertThat(comparison.isEqual()).isTrue();

    comparison.compareFamily(Family.MODEL_CALLS_RECORDS, expected, List.of(record(3)));
    assertThat(comparison.differences()).singleElement().asString().contains("output_tokens is 3");
  }

  @Test
  void emptyHoursOfConcurrencyDependOnTheOrderOfSteps() {
    Map<String, Object> empty = new TreeMap<>(Map.of("hour", "2026-11-22T11:00:00Z", "max", 0L));
    comparison.compareFamily(Family.COMFYUI_CONCURRENCY, expected, List.of(empty));
    assertThat(comparison.isEqual()).isTrue();

    empty.put("max", 1L);
    comparison.compareFamily(Family.COMFYUI_CONCURRENCY, expected, List.of(empty));
    assertThat(comparison.doubled()).isEqualTo(1);
  }

  private static Map<String, Object> hour(String hour, long calls) {
    return new TreeMap<>(
        Map.of("hour", "2026-11-22T" + hour + ":00:00Z", "tenant_id", "t", "calls", calls));
  }

  private static Map<String, Object> published(Map<String, Object> hour) {
    hour.putAll(Map.of("final", "true", "revision", 0L, "late_events", 0L));
    return hour;
  }

  private static Map<String, Object> record(long tokens) {
    return new TreeMap<>(Map.of("tenant_id", "t", "request_id", "r", "output_tokens", tokens));
  }
}
