/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.modelcalls.formats.ModelCallFormats;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.rows.SchemaFormat;
import io.tidemark.model.training.NativeTrainingFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native fields and examples in docs/events.md are those of the schemas. */
@Tag("fast")
class EventsPageTest {

  static Iterable<WorkloadSchema> schemas() {
    return WorkloadSchemas.listAll();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void showsNativeFields(WorkloadSchema schema) throws IOException {
    String rows =
        schema.inputFields().stream().map(EventsPageTest::row).collect(Collectors.joining());
    String table =
        "\n| field | type | required | also accepted as | default |\n| --- | --- | --- | --- | --- |\n"
            + rows
            + "\n";
    String heading =
        "### %s\n\nTopic `%s`.".formatted(SchemaTexts.load("en").getName(schema), schema.topic());
    new GeneratedSection("events.md", "fields of " + schema.id(), heading, "## Token rules")
        .assertShows(table);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void showsAnExampleThatIsAccepted(WorkloadSchema schema) throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("tidemark.root"), "docs", "events.md"));
    String topic = "\nTopic `" + schema.topic() + "`.\n\n    ";
    assertThat(page).contains(topic);
    int begin = page.indexOf(topic) + topic.length();
    String example = page.substring(begin, page.indexOf('\n', begin));

    assertThat(readRecord(nativeFormat(schema), example)).as(example).containsExactly("an event");
  }

  private static UsageFormat<?> nativeFormat(WorkloadSchema schema) {
    return switch (schema.id()) {
      case "model-calls" -> ModelCallFormats.byName("native", FormatOptions.NONE);
      case "comfyui" -> new NativeComfyuiFormat();
      case "training" -> new NativeTrainingFormat();
      case "coding-agents" -> new NativeAgentFormat();
      default -> new SchemaFormat(schema);
    };
  }

  private static <E> List<String> readRecord(UsageFormat<E> format, String record) {
    List<String> found = new ArrayList<>();
    format.parse(
        record.getBytes(UTF_8),
        new UsageFormat.Output<>() {
          @Override
          public void event(E event) {
            found.add("an event");
          }

          @Override
          public void reject(String message) {
            found.add(message);
          }
        });
    return found;
  }

  private static String row(InputField field) {
    String aliases =
        field.aliases().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s |\n",
        field.name(),
        type(field),
        field.required() ? "yes" : "no",
        aliases,
        field.defaultValue() == null ? "" : "`" + field.defaultValue() + "`");
  }

  private static String type(InputField field) {
    return switch (field.type()) {
      case IDENTIFIER -> "identifier";
      case LONG_IDENTIFIER ->
          String.format(Locale.ROOT, "identifier of up to %,d bytes", field.limit());
      case TEXT -> "text";
      case CHOICE -> "one of " + String.join(", ", field.choices());
      case TIME -> "time";
      case COUNT -> "count";
      case NUMBER -> "number from 0 on";
      case STATUS_CODE -> "HTTP status code";
      case BOOLEAN -> "true or false";
      case OBJECT -> "object of texts";
    };
  }
}
