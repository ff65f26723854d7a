/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of native fields in docs/events.md show the schemas. */
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
