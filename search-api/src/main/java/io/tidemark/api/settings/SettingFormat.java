/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the body of a setting may be written. */
enum SettingFormat {
  JSON("application/json") {
    @Override
    JsonNode readBody(byte[] content) {
      try {
        JsonNode body = MAPPER.readTree(content);
        if (body == null || body.isMissingNode()) {
          throw new SettingFault("", "The body is empty.");
        }
        return body;
      } catch (JacksonException e) {
        throw new SettingFault("", "The body is not valid JSON: " + place(e) + ".");
      }
    }
  },
  YAML("application/yaml") {
    @Override
    JsonNode readBody(byte[] content) {
      List<JsonNode> documents = YamlReader.readAll(content);
      if (documents.size() != 1) {
        throw new SettingFault("", "The body must be one document, not " + documents.size() + ".");
      }
      return documents.get(0);
    }
  };

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2 * BodyLimits.DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String type;

  SettingFormat(String type) {
    this.type = type;
  }

  /**
   * Reads one body.
   *
   * @throws SettingFault when the content is not in this format
   */
  abstract JsonNode readBody(byte[] content);

  /** The media type. */
  String type() {
    return type;
  }

  /**
   * The format that a Content-Type names.
   *
   * @throws ProblemException 415 when it names none
   */
  static SettingFormat of(String contentType) {
    String type = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    return find(type)
        .orElseThrow(
            () ->
                ProblemException.unsupportedMediaType(
                    List.of(Stream.of(values()).map(SettingFormat::type).toArray(String[]::new))));
  }

  private static Optional<SettingFormat> find(String type) {
    return Stream.of(values()).filter(format -> format.type.equalsIgnoreCase(type)).findAny();
  }

  /** The fault in words of ours: those of the parser repeat the content. */
  private static String place(JacksonException fault) {
    String message = String.valueOf(fault.getOriginalMessage());
    String reason =
        message.startsWith("Duplicate")
            ? "a name occurs twice in one object"
            : message.contains("exceeds the maximum") ? "it exceeds a limit" : "it cannot be read";
    return fault.getLocation() == null
        ? reason
        : reason
            + " at line "
            + fault.getLocation().getLineNr()
            + ", column "
            + fault.getLocation().getColumnNr();
  }
}
