/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.parsing.AnyFormat.Outcome;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.privacy.PrivacyOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class ExcerptTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20260104;
  private static final int RECORDS = 5_000;
  private static final String MARKER = "a secret that nobody may keep";

  /** Objects of the producer's choice that are read as a whole, and become tags or context. */
  private static final Set<String> READ_AS_A_WHOLE =
      Set.of(
          "tags",
          "context",
          "endpoint_tags",
          "request_tags",
          "endpoint_metadata",
          "routing_information",
          "mcp_metadata",
          "invocation_metadata",
          "value");

  static Stream<AnyFormat<?>> formats() {
    return AnyFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void readsAsTheRecordDoes(AnyFormat<E> format) {
    UsageFormat<E> parser = format.format().apply("default-tenant");
    assertReadsAlike(format, parser, format.example().getBytes(UTF_8), PrivacyOptions.DEFAULT);
    Mutations mutations =
        new Mutations(
            SEED,
            List.of(
                "event_time",
                "timestamp",
                "tenant_id",
                "client_ip",
                "tags",
                "request_id",
                "user_agent",
                "attributes",
                "metadata",
                "routing_information",
                "prompt"));
    for (int i = 0; i < RECORDS; i++) {
      assertReadsAlike(format, parser, mutations.of(format.example()), PrivacyOptions.DEFAULT);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void readsAsTheRecordDoesUnderEveryOption(AnyFormat<E> format) {
    UsageFormat<E> parser = format.format().apply("default-tenant");
    for (ClientAddress.Policy policy : ClientAddress.Policy.values()) {
      PrivacyOptions privacy =
          new PrivacyOptions(policy, "key", Set.of(DescriptiveText.USER_AGENT));
      assertReadsAlike(format, parser, format.example().getBytes(UTF_8), privacy);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void keepsNothingThatIsNotRead(AnyFormat<E> format) throws IOException {
    JsonNode marked = JSON.readTree(format.example());
    mark(marked);
    byte[] record = JSON.writeValueAsBytes(marked);
    UsageFormat<E> parser = format.format().apply(null);

    List<Outcome> outcomes = format.read(parser, record, PrivacyOptions.DEFAULT);

    assertThat(new String(record, UTF_8)).contains(MARKER);
    assertThat(outcomes).isNotEmpty();
    for (Outcome outcome : outcomes) {
      assertThat(outcome.parsed()).isTrue();
      assertThat(outcome.payload()).doesNotContain(MARKER);
    }
    Excerpt whole = new Excerpt(PrivacyOptions.DEFAULT);
    parser.copyRecord(record, whole);
    assertThat(new String(whole.payload(), UTF_8)).doesNotContain(MARKER);
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void keepsOneItemOfABatch(AnyFormat<E> format) {
    byte[] batch = ("[" + format.example() + "," + format.example() + "]").getBytes(UTF_8);
    UsageFormat<E> parser = format.format().apply(null);
    List<Outcome> outcomes = format.read(parser, batch, PrivacyOptions.DEFAULT);

    for (Outcome outcome : outcomes) {
      assertThat(outcome.payload().length()).isLessThan(format.example().length() + 200);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void cutsLongTexts(AnyFormat<E> format) throws IOException {
    JsonNode record = JSON.readTree(format.example());
    lengthen(record);
    UsageFormat<E> parser = format.format().apply(null);

    Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);
    parser.copyRecord(JSON.writeValueAsBytes(record), excerpt);

    assertThat(new String(excerpt.payload(), UTF_8)).doesNotContain("x".repeat(1_025));
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void keepsNoDroppedTexts(AnyFormat<E> format) {
    PrivacyOptions dropping =
        new PrivacyOptions(ClientAddress.Policy.DROP, "", EnumSet.allOf(DescriptiveText.class));
    UsageFormat<E> parser = format.format().apply(null);

    for (Outcome outcome : format.read(parser, format.example().getBytes(UTF_8), dropping)) {
      assertThat(outcome.payload())
          .doesNotContain(
              "out of memory", "(external, cli)", "platform", "sd3", "192.0.2", "2002:");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void namesTheTenantOfABrokenRecord(AnyFormat<E> format) {
    String example = format.example();
    int behind = example.indexOf(AnyFormat.TENANT) + AnyFormat.TENANT.length() + 1;
    UsageFormat<E> parser = format.format().apply(null);
    int named = 0;
    for (int cut = behind + 1; cut < example.length(); cut++) {
      byte[] broken = (example.substring(0, cut) + "\u0000").getBytes(UTF_8);
      List<Outcome> outcomes = format.read(parser, broken, PrivacyOptions.DEFAULT);

      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.parsed()).isFalse());
      named += AnyFormat.TENANT.equals(outcomes.get(0).tenant()) ? 1 : 0;
    }
    // An attribute is complete only with its closing braces.
    assertThat(named).isGreaterThan(example.length() - behind - 10);
  }

  @ParameterizedTest
  @MethodSource("formats")
  <E> void namesTheTenantOfEveryEventAndProblem(AnyFormat<E> format) {
    for (String damaged :
        List.of(
            format.example(),
            format.example().replace("1767229200", "-1"),
            format.example().replace("2026-01-01T01", "soon"),
            format.example().replace("\"event\"", "\"incident\""),
            format.example().replace("asDouble", "asText").replace("model", "modal"))) {
      UsageFormat<E> parser = format.format().apply("default-tenant");
      assertThat(format.read(parser, damaged.getBytes(UTF_8), PrivacyOptions.DEFAULT))
          .isNotEmpty()
          .allSatisfy(outcome -> assertThat(outcome.tenant()).isEqualTo(AnyFormat.TENANT));
    }
  }

  private static <E> void assertReadsAlike(
      AnyFormat<E> format, UsageFormat<E> parser, byte[] record, PrivacyOptions privacy) {
    List<Outcome> outcomes = format.read(parser, record, privacy);
    UsageFormat<E> replay = format.format().apply("default-tenant");
    for (Outcome outcome : outcomes) {
      if (!outcome.parsed()) {
        // Also an item that can be read is kept as it is if something inside of it is damaged.
        assertThat(outcome.shown()).startsWith("rejected: ");
        assertThat(
                outcome.shown().matches("rejected: (not valid JSON|the record ).*")
                    || !isJson(record))
            .as(() -> new String(record, UTF_8) + " as " + outcome.payload())
            .isTrue();
      } else if (!outcome.shown().startsWith("rejected: data is not valid JSON")) {
        assertThat(format.read(replay, outcome.payload().getBytes(UTF_8), privacy))
            .as(() -> new String(record, UTF_8) + " as " + outcome.payload())
            .extracting(Outcome::shown)
            .contains(outcome.shown());
      }
    }
  }

  private static boolean isJson(byte[] record) {
    try {
      new ObjectMapper().enable(FAIL_ON_TRAILING_TOKENS).readTree(record);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void mark(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        if (!READ_AS_A_WHOLE.contains(name)) {
          mark(object.get(name));
        }
      }
      object.put("prompt_text", MARKER);
      object.putArray("messages").addObject().put("role", "user").put("content", MARKER);
      object.putObject("headers").put("authorization", MARKER);
      object.put("arguments", "{\"query\":\"" + MARKER + "\"}");
    } else if (node instanceof ArrayNode array) {
      array.forEach(ExcerptTest::mark);
      if (array.path(0).has("key")) {
        ObjectNode attribute = array.addObject().put("key", "gen_ai.input.messages");
        attribute.putObject("value").put("stringValue", MARKER);
      }
    }
  }

  /** Makes every text longer than any limit. */
  private static void lengthen(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        if (object.get(name).isTextual() && !name.equals("key")) {
          // Identities may be long.
          boolean id = name.toLowerCase(Locale.ROOT).endsWith("id") || name.equals("source");
          object.put(name, "x".repeat(id ? 900 : 9_000));
        } else {
          lengthen(object.get(name));
        }
      }
    } else {
      node.forEach(ExcerptTest::lengthen);
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
