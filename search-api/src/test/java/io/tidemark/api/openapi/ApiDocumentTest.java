/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Golden;
import io.tidemark.api.live.LiveApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API document is whole, and changes only where somebody means it to. */
@Tag("node")
class ApiDocumentTest {

  private final LiveApi api = LiveApi.shared();
  private final JsonNode document = api.get(null, "/v3/api-docs").json();

  @Test
  void isTheOneOnFile() {
    Golden.assertSame(
        "api-docs.json",
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  @Test
  void everyParameterIsDescribedAndHasAnExample() {
    for (JsonNode operation : operations()) {
      for (JsonNode parameter : operation.path("parameters")) {
        String which = operation.path("operationId").asString() + " " + parameter;
        JsonNode schema = parameter.path("schema");
        assertThat(parameter.path("description").asString("")).as(which).isNotEmpty();
        assertThat(schema.has("examples") || parameter.has("example")).as(which).isTrue();
        assertThat(isLimited(schema)).as(which).isTrue();
      }
    }
  }

  /** Whether a caller can tell which values are taken. */
  private static boolean isLimited(JsonNode schema) {
    return switch (schema.path("type").asString("")) {
      case "integer" -> schema.has("minimum") && schema.has("maximum");
      case "array" -> schema.has("maxItems") && isLimited(schema.path("items"));
      default ->
          schema.has("enum")
              || schema.has("maxLength")
              || schema.has("pattern")
              || schema.path("format").asString("").equals("date-time");
    };
  }

  @Test
  void everyAnswerHasAnExampleAndEveryRefusalIsThere() {
    for (JsonNode operation : operations()) {
      String which = operation.path("operationId").asString();
      assertThat(operation.path("summary").asString("")).as(which).isNotEmpty();
      JsonNode responses = operation.path("responses");
      if (responses.has("204")) {
        continue;
      }
      JsonNode forms = responses.path(responses.has("200") ? "200" : "201").path("content");
      assertThat(forms.size()).as(which).isPositive();
      for (JsonNode form : forms) {
        assertThat(form.has("example")).as(which + " " + form).isTrue();
      }
      boolean open = operation.has("security");
      assertThat(operation.path("responses").propertyNames())
          .as(which)
          .contains("400", "406", "500")
          .containsAll(open ? List.of() : List.of("401", "429", "503"));
    }
    for (JsonNode refusal : document.path("components").path("responses")) {
      assertThat(refusal.path("content").path("application/problem+json").has("example")).isTrue();
    }
  }

  @Test
  void describesEveryMemberOfAnAnswerOrNamesAMetric() {
    JsonNode schemas = document.path("components").path("schemas");
    schemas
        .properties()
        .forEach(
            schema -> {
              assertThat(schema.getValue().has("description")).as(schema.getKey()).isTrue();
              assertThat(schema.getValue().path("type").asString())
                  .as(schema.getKey())
                  .isEqualTo("object");
            });
  }

  private List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    document.path("paths").forEach(path -> path.forEach(operations::add));
    assertThat(operations).hasSizeGreaterThanOrEqualTo(20);
    return operations;
  }

  @Test
  void thePageToTryItIsThere() {
    assertThat(api.get(null, "/swagger-ui/index.html").status()).isEqualTo(200);
  }
}
