/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDocumentTest {

  private final LiveApi api = LiveApi.shared();

  @Test
  void everyRouteSaysWhatItTakesAndHowItRefuses() {
    JsonNode paths = api.get(null, "/v3/api-docs").json().path("paths");

    assertThat(paths.size()).isGreaterThanOrEqualTo(20);
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        assertThat(operation.path("summary").asString("")).isNotEmpty();
        assertThat(operation.path("responses").has("401")).as(operation.toString()).isTrue();
        operation
            .path("parameters")
            .forEach(
                parameter ->
                    assertThat(parameter.path("description").asString(""))
                        .as(operation.path("operationId") + " " + parameter)
                        .isNotEmpty());
      }
    }
  }

  @Test
  void thePageToTryItIsThere() {
    assertThat(api.get(null, "/swagger-ui/index.html").status()).isEqualTo(200);
  }
}
