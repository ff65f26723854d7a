/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.NativeTrainingFormat;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged records of the native formats that are read through {@link FlatRecord}. */
@Tag("fast")
class HostileFlatRecordsTest {

  private static final long SEED = 20260102;
  private static final int RECORDS = 10_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A format with a good record and the fields that a record must have. */
  private record Native(
      UsageFormat<?> format, String example, List<String> required, List<InputField> fields) {

    List<String> names() {
      return Stream.concat(
              Stream.of("unknown"), fields.stream().flatMap(field -> field.names().stream()))
          .toList();
    }
  }

  static Stream<Named<Native>> formats() {
    return Stream.of(
        Named.of(
            "comfyui",
            new Native(
                new NativeComfyuiFormat(),
                """
                {"task_id":"p1","event":"failed","event_time":"2026-01-01T00:01:00Z","tenant_id":"t",\
                "user_id":"u","api_key_id":"k","workflow_id":"w","workflow_name":"W","source":"web",\
                "submitted_at":1767225600,"started_at":1767225605000,"finished_at":null,\
                "error_type":"OOM","error_message":"no m\\u00e9mory","node_id":"9",\
                "context":{"model_used":"sdxl","input_width":1024,"gpu":true}}""",
                List.of("task_id", "event", "event_time", "tenant_id"),
                WorkloadSchemas.COMFYUI.inputFields())),
        Named.of(
            "training",
            new Native(
                new NativeTrainingFormat(),
                """
                {"job_id":"j1","event":"progress","event_time":"2026-01-01T00:01:00.25+01:00",\
                "tenant_id":"t","user_id":"u","base_model":"qwen","method":"lora",\
                "trained_tokens":123456,"started_at":1767225605000,"finished_at":null}""",
                List.of("job_id", "event", "event_time", "tenant_id"),
                WorkloadSchemas.TRAINING.inputFields())),
        Named.of(
            "coding-agents",
            new Native(
                new NativeAgentFormat(),
                """
                {"measurement_id":"m1","event_time":1767225605.125,"tenant_id":"t","user_id":"u",\
                "agent":"claude-code","session_id":"s","metric":"cost_usd","value":0.25}""",
                List.of("measurement_id", "event_time", "tenant_id", "metric", "value"),
                WorkloadSchemas.CODING_AGENTS.inputFields())));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyDamagedRecordIsReadOrRefused(Native kind) throws Exception {
    Map<String, Object> good = read(kind, kind.example().getBytes(UTF_8));
    assertThat(good).isNotNull();
    Mutations mutations = new Mutations(SEED, kind.names());
    int taken = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.of(kind.example());
      String what = "seed " + SEED + ", record " + i + ": " + new String(record, UTF_8);
      Map<String, Object> event = read(kind, record, what);
      if (event == null) {
        continue;
      }
      taken++;
      JsonNode object = object(record);
      assertThat(object).as(what).isNotNull();
      assertThat(object.isObject()).as(what).isTrue();
      assertAgreement(kind, object, event, what);
    }
    assertThat(taken).isBetween(RECORDS / 10, RECORDS - RECORDS / 10);
    assertThat(read(kind, kind.example().getBytes(UTF_8))).isEqualTo(good);
  }

  /** An accepted event is complete, and agrees with another parser's reading of the record. */
  private static void assertAgreement(
      Native kind, JsonNode object, Map<String, Object> event, String what) {
    for (InputField field : kind.fields()) {
      String name = field.name();
      boolean own = object.hasNonNull(name) && !object.path(name).asText().isEmpty();
      boolean alias =
          field.aliases().stream()
              .anyMatch(
                  other -> object.hasNonNull(other) && !object.path(other).asText().isEmpty());
      if (kind.required().contains(name)) {
        assertThat(own || alias).as("%s in %s", name, what).isTrue();
      }
      Object value = event.get(name);
      if (own && value instanceof String text && !name.equals("error_message")) {
        assertThat(object.path(name).isTextual()).as("%s in %s", name, what).isTrue();
        String expected = object.path(name).asText().replaceAll("[\\ud800-\\udfff]", "\uFFFD");
        assertThat(text).as("%s in %s", name, what).isEqualTo(expected);
      }
      if (!own && !alias && value instanceof String text) {
        assertThat(text).as("%s in %s", name, what).isNull();
      }
      if (own && name.equals("trained_tokens")) {
        assertThat(value).as(what).isEqualTo(object.path(name).asLong());
      }
      if (value instanceof String text) {
        assertThat(text.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).as(what).isEmpty();
      }
    }
    assertThat((Long) event.get("event_time")).as(what).isNotNegative();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsRecordsWithBytesThatAreNotUtf8(Native kind) {
    String note = kind.example().replaceFirst("\\{", "{\"note\":\"caf\u00e9 \u00ff\",");
    assertThat(read(kind, note.getBytes(ISO_8859_1)))
        .isEqualTo(read(kind, kind.example().getBytes(UTF_8)));
    String outside = "\u00ff" + kind.example();
    assertThat(read(kind, outside.getBytes(ISO_8859_1))).isNull();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsOrRefusesHugeAndDeepRecords(Native kind) {
    String filler = "漢\\u0041".repeat(500_000);
    String huge = "{\"filler\":\"" + filler + "\"," + kind.example().substring(1);
    assertThat(read(kind, huge.getBytes(UTF_8)))
        .isEqualTo(read(kind, kind.example().getBytes(UTF_8)));
    for (int depth : new int[] {65, 1_000_000}) {
      String deep = "{\"deep\":" + "[".repeat(depth) + "," + kind.example().substring(1);
      assertThat(read(kind, deep.getBytes(UTF_8))).isNull();
    }
    assertThat(read(kind, null)).isNull();
    assertThat(read(kind, new byte[0])).isNull();
  }

  /**
   * The record as another parser has it, the last of equal names counting; null when it is none.
   */
  private static JsonNode object(byte[] record) throws IOException {
    try {
      String text = decode(record);
      return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** A byte that is not UTF-8 is one replacement character. */
  private static String decode(byte[] record) {
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.wrap(record);
    CharBuffer out = CharBuffer.allocate(record.length);
    while (in.hasRemaining()) {
      boolean malformed = UTF_8.newDecoder().decode(in, out, true).isMalformed();
      text.append(out.flip());
      out.clear();
      if (malformed) {
        in.get();
        text.append('\uFFFD');
      }
    }
    return text.toString();
  }

  private static Map<String, Object> read(Native kind, byte[] record) {
    return read(kind, record, "an example");
  }

  /** The event's fields by the names that they have in records; null when it was refused. */
  private static Map<String, Object> read(Native kind, byte[] record, String what) {
    List<Object> events = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    parse(kind.format(), record, events, refusals);
    assertThat(events.size() + refusals.size()).as(what).isEqualTo(1);
    return events.isEmpty() ? null : fields(events.get(0));
  }

  private static <E> void parse(
      UsageFormat<E> format, byte[] record, List<Object> events, List<String> refusals) {
    format.parse(
        record,
        new UsageFormat.Output<>() {
          @Override
          public void event(E event) {
            events.add(event);
          }

          @Override
          public void reject(String message) {
            refusals.add(message);
          }
        });
  }

  private static Map<String, Object> fields(Object event) {
    Map<String, Object> fields = new TreeMap<>();
    for (Field field : event.getClass().getFields()) {
      String name = field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      try {
        if (field.get(event) != null) {
          fields.put(name, field.get(event));
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields;
  }
}
