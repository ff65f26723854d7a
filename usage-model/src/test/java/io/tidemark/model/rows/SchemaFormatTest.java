/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.rows;

import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.oneOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemaBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class SchemaFormatTest {

  private static final String EVENT =
      """
      {"doc_id":"d1","timestamp":1700000000000,"tenant_id":"acme","user":"ada","status":"failed",\
      "pages":3,"run_time_ms":40}""";

  private final List<SchemaRow> rows = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final SchemaFormat format = new SchemaFormat(declare().build());

  @Test
  void readsTimeDimensionsAndAmounts() {
    SchemaRow row = parse(EVENT);

    assertThat(row.eventTime).isEqualTo(1_700_000_000_000L);
    assertThat(row.dimensions()).isEqualTo(DimensionKey.of("acme", "ada"));
    assertThat(row.amounts).containsExactly(1, 0, 1, 3, 40);
  }

  @Test
  void readsAbsentAmountsAsUnknown() {
    SchemaRow row = parse("{\"doc_id\":\"d1\",\"event_time\":1,\"tenant_id\":\"acme\"}");

    assertThat(row.dimensions()).isEqualTo(DimensionKey.of("acme", null));
    assertThat(row.amounts).containsExactly(1, 0, 0, -1, -1);
  }

  @Test
  void identifiesEventsByTenantAndId() {
    SchemaRow first = parse(EVENT);
    SchemaRow same = parse(EVENT.replace("\"pages\":3", "\"pages\":4"));
    SchemaRow other = parse(EVENT.replace("acme", "globex"));

    assertThat(same.idHigh).isEqualTo(first.idHigh);
    assertThat(same.idLow).isEqualTo(first.idLow);
    assertThat(same.content).isNotEqualTo(first.content);
    assertThat(other.idHigh).isNotEqualTo(first.idHigh);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | doc_id is missing",
        "[] | the record must be a JSON object",
        "{\"doc_id\":\"d\",\"event_time\":1} | tenant_id is missing",
        "{\"doc_id\":\"d\",\"tenant_id\":\"a\"} | event_time is missing",
        "{\"doc_id\":7,\"event_time\":1,\"tenant_id\":\"a\"} | doc_id must be text",
        "{\"doc_id\":\"d\",\"event_time\":\"x\",\"tenant_id\":\"a\"} | event_time must be a time",
        "{\"doc_id\":\"d\",\"event_time\":1,\"tenant_id\":\"a\",\"pages\":-1} | pages must be an integer",
        "{\"doc_id\":\"d\",\"event_time\":1,\"tenant_id\":\"a\",\"status\":\"lost\"}"
            + " | status must be one of succeeded, failed",
      })
  void rejectsInvalidEventsWithTheField(String record, String message) {
    format.parse(record.getBytes(UTF_8), output());

    assertThat(rows).isEmpty();
    assertThat(rejected).singleElement().asString().startsWith(message);
  }

  @Test
  void keepsTheTenantAndKnownFieldsForDeadLetters() {
    Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);
    byte[] record =
        EVENT.replace("\"pages\":3", "\"pages\":-3,\"prompt\":\"secret\"").getBytes(UTF_8);

    format.copyRecord(record, excerpt);

    assertThat(excerpt.tenant()).isEqualTo("acme");
    assertThat(new String(excerpt.payload(), UTF_8))
        .contains("\"pages\":-3")
        .doesNotContain("secret");
  }

  @Test
  void requiresAnInputFieldForEveryMeasure() {
    WorkloadSchema cancelled = declare().count("cancelled").build();
    WorkloadSchema money = declare().input("cost", InputType.NUMBER).build();

    assertThatThrownBy(() -> new SchemaFormat(cancelled))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cancelled");
    assertThatThrownBy(() -> new SchemaFormat(money))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cost");
  }

  private static WorkloadSchemaBuilder declare() {
    return WorkloadSchema.named("documents")
        .identity("tenant_id", "doc_id")
        .input("doc_id", InputType.IDENTIFIER, REQUIRED)
        .eventTime("event_time", alias("timestamp"))
        .dimension("tenant_id", REQUIRED)
        .dimension("user_id", alias("user"))
        .input("status", InputType.IDENTIFIER, oneOf("succeeded", "failed"))
        .count("documents")
        .count("succeeded")
        .count("failed")
        .sum("pages", MAY_BE_UNKNOWN)
        .histogram("run_time_ms", MAY_BE_UNKNOWN)
        .groupedBy("user_id");
  }

  private SchemaRow parse(String record) {
    rows.clear();
    format.parse(record.getBytes(UTF_8), output());
    assertThat(rejected).isEmpty();
    return rows.get(0);
  }

  private UsageFormat.Output<SchemaRow> output() {
    return new UsageFormat.Output<>() {
      @Override
      public void event(SchemaRow event) {
        rows.add(event);
      }

      @Override
      public void reject(String message) {
        rejected.add(message);
      }
    };
  }
}
