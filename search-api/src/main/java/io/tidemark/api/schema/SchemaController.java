/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.Routes;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.schema.SchemaTexts;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Schema")
class SchemaController implements Routes {

  private static final String PATH = "/api/v1/schema";

  private static final Parameter LANGUAGE =
      Parameter.choice(
          "language",
          "Language of labels and explanations.",
          SchemaTexts.LANGUAGES,
          SchemaTexts.LANGUAGES.get(0));

  private final Map<String, SchemaAnswer> answers;

  SchemaController(Retention retention, LogLink logLink, DimensionTags tags) {
    answers =
        SchemaTexts.LANGUAGES.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    language -> SchemaReader.readAll(language, retention.keep(), tags, logLink)));
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(LANGUAGE));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "schema",
      summary =
          "Metrics, dimensions and record fields of every workload, with units and labels, and how"
              + " long data is kept",
      description = "The same for every token. Answers of other routes use these names.")
  SchemaAnswer readSchema(Scope scope, ParameterValues values) {
    return answers.get(values.choice(LANGUAGE.name()));
  }
}
