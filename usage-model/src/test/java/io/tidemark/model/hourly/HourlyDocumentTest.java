/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.modelcalls.CallAggregation;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HourlyDocumentTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final byte[] KEY =
      DimensionKey.of(
          "acme", null, "ali\"ce", "user", "k1", null, "preset", "gpt", null, "chat", null);

  @Test
  void writesOnlyKnownFields() {
    Aggregate measures = new Aggregate(CallAggregation.LAYOUT);
    CallAggregation.add(call(Outcome.SUCCEEDED, 200, 10, 5, 120), measures);
    CallAggregation.add(call(Outcome.FAILED, 429, -1, -1, -1), measures);

    String document =
        new String(
            HourlyDocument.write(
                HourlyFamily.MODEL_CALLS,
                KEY,
                measures,
                new Publication(TEN, 60, true, 1, 1, TEN + 3_900_000),
                new JsonWriter()),
            UTF_8);

    assertThat(document)
        .isEqualTo(
            "{\"hour\":\"2026-11-22T10:00:00Z\",\"window_minutes\":60,\"tenant_id\":\"acme\","
                + "\"user_id\":\"ali\\\"ce\",\"user_type\":\"user\",\"api_key_id\":\"k1\","
                + "\"model_source\":\"preset\",\"model\":\"gpt\",\"operation\":\"chat\","
                + "\"price_key\":\"\u241Fgpt\u241Fpreset\u241F\u241F\","
                + "\"calls\":2,\"succeeded\":1,\"failed\":1,\"blocked\":0,"
                + "\"calls_without_usage\":1,\"fallback_calls\":0,\"inconsistent_calls\":0,"
                + "\"input_tokens\":10,\"output_tokens\":5,\"total_tokens\":15,"
                + "\"calls_with_reported_cost\":0,\"calls_with_other_currency\":0,"
                + "\"calls_with_unsplit_tokens\":0,"
                + "\"status_codes\":{\"200\":1,\"429\":1},"
                + "\"latency_ms\":{\"count\":1,\"sum\":120,\"min\":120,\"max\":120,"
                + "\"bins\":{\"b062\":1},\"bin_counts\":[\"b062x1\"]},"
                + "\"input_tokens_per_call\":{\"count\":1,\"sum\":10,\"min\":10,\"max\":10,"
                + "\"bins\":{\"b009\":1},\"bin_counts\":[\"b009x1\"]},"
                + "\"final\":true,\"revision\":1,\"late_events\":1,"
                + "\"updated_at\":\"2026-11-22T11:05:00Z\"}");
  }

  @Test
  void moreEventsOrBeingFinalRaisesTheVersion() {
    assertThat(HourlyDocument.version(7, true)).isGreaterThan(HourlyDocument.version(7, false));
    assertThat(HourlyDocument.version(8, false)).isGreaterThan(HourlyDocument.version(7, true));
  }

  @Test
  void idsTellHoursAndGroupsApart() {
    String id = DimensionKey.documentId(TEN, KEY);

    assertThat(id).startsWith("20261122T1000-").hasSize(14 + 22);
    assertThat(DimensionKey.documentId(TEN + 3_600_000, KEY)).isNotEqualTo(id);
    assertThat(DimensionKey.documentId(TEN, DimensionKey.of("ab", "c")))
        .isNotEqualTo(DimensionKey.documentId(TEN, DimensionKey.of("a", "bc")));
  }

  @Test
  void measuresSurviveTheirSerialForm() throws IOException {
    Aggregate measures = new Aggregate(CallAggregation.LAYOUT);
    CallAggregation.add(call(Outcome.SUCCEEDED, 200, 10, 5, 120), measures);
    CallAggregation.add(call(Outcome.BLOCKED, 451, 3, -1, 90), measures);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    measures.writeTo(new DataOutputStream(bytes));

    Aggregate read = new Aggregate(CallAggregation.LAYOUT);
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    CallAggregation.add(call(Outcome.SUCCEEDED, 200, 10, 5, 120), read);
    CallAggregation.add(call(Outcome.SUCCEEDED, 200, 10, 5, 120), measures);

    assertThat(fields(read)).isEqualTo(fields(measures));
    assertThat(read.events()).isEqualTo(3);
  }

  @Test
  void inconsistentCallsAddUpAndSurviveTheSerialForm() throws IOException {
    CallRow call = call(Outcome.SUCCEEDED, 200, 10, 5, 120);
    call.inconsistent = true;
    Aggregate measures = new Aggregate(CallAggregation.LAYOUT);
    CallAggregation.add(call, measures);
    CallAggregation.add(call(Outcome.SUCCEEDED, 200, 10, 5, 120), measures);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    measures.writeTo(new DataOutputStream(bytes));

    Aggregate read = new Aggregate(CallAggregation.LAYOUT);
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    read.add(measures);

    assertThat(fields(read)).contains("\"inconsistent_calls\":2,");
  }

  private static String fields(Aggregate measures) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    measures.writeFields(json);
    json.endObject();
    return new String(json.finish(), UTF_8);
  }

  private static CallRow call(
      Outcome outcome, int status, long input, long output, long latencyMillis) {
    CallRow call = new CallRow();
    call.outcome = outcome;
    call.statusCode = status;
    Arrays.fill(call.counts, -1);
    call.count(CallCount.INPUT_TOKENS, input);
    call.count(CallCount.OUTPUT_TOKENS, output);
    boolean unknown = input < 0 && output < 0;
    call.count(CallCount.TOTAL_TOKENS, unknown ? -1 : Math.max(0, input) + Math.max(0, output));
    call.count(CallCount.LATENCY_MS, latencyMillis);
    call.count(CallCount.ATTEMPTS, 1);
    return call;
  }
}
