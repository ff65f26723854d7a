/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Real answers, as a test wrote them down: one file per route and form. */
final class AnswerExamples {

  private static final String FOLDER = "/openapi/examples/";

  private AnswerExamples() {}

  static void addTo(String operation, Content content) {
    content.forEach(
        (type, form) -> {
          String file = operation + "." + type.substring(type.lastIndexOf('/') + 1);
          try (InputStream found = AnswerExamples.class.getResourceAsStream(FOLDER + file)) {
            if (found == null) {
              return;
            }
            form.setExample(
                file.endsWith(".json")
                    ? Json.mapper().readTree(found)
                    : new String(found.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
