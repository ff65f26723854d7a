/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One file for each derived template shows in a review what a change of a schema does to it. {@code
 * -Dtidemark.update=true} writes the files.
 */
@Tag("fast")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DerivedTemplatesTest {

  private static final Path FOLDER =
      Path.of("src/test/resources/io/tidemark/templates/derived").toAbsolutePath();
  private static final boolean UPDATE = Boolean.getBoolean("tidemark.update");

  private final Map<String, JsonNode> derived = new LinkedHashMap<>();

  DerivedTemplatesTest() {
    ObjectNode sections = DerivedTemplates.deriveBodies();
    for (Map.Entry<String, JsonNode> section : sections.properties()) {
      String folder = section.getKey().replace('_', '-');
      section
          .getValue()
          .properties()
          .forEach(entry -> derived.put(folder + "/" + entry.getKey(), entry.getValue()));
    }
  }

  List<String> names() {
    return new ArrayList<>(derived.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAsReviewed(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".json");
    String text = layOut(derived.get(name), "") + "\n";
    if (UPDATE) {
      Files.writeString(file, text);
    }

    assertThat(Files.readString(file, UTF_8)).isEqualTo(text);
  }

  @Test
  void everyFileIsOfADerivedTemplate() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> FOLDER.relativize(file).toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(derived.keySet());
    }
  }

  /** Lays out an object with one member a line; an object without others inside takes one line. */
  private static String layOut(JsonNode node, String indent) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(element -> indent + "  " + layOut(element, indent + "  "))
          .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }
    if (!node.isObject()) {
      return node.toString();
    }
    boolean nested = node.valueStream().anyMatch(JsonNode::isContainerNode);
    String separator = nested ? ",\n" + indent + "  " : ", ";
    String begin = nested ? "{\n" + indent + "  " : "{ ";
    String end = nested ? "\n" + indent + "}" : " }";
    return node.properties().stream()
        .map(entry -> '"' + entry.getKey() + "\": " + layOut(entry.getValue(), indent + "  "))
        .collect(Collectors.joining(separator, begin, end));
  }
}
