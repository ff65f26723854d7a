/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("node")
class WorkloadPathsTest {

  private final LiveApi api = LiveApi.shared();
  private final String token = api.tokens().superAdmin("acme", "root");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/unknown/summary",
        "/api/v1/{workload}/summary",
        "/api/v1/training/records",
        "/api/v1/training/performance",
        "/api/v1/model-calls%2F/summary"
      })
  void answersNotFoundForAWorkloadWithoutTheRoute(String path) {
    Answer answer = api.get(token, path.replace("{", "%7B").replace("}", "%7D"));

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
    assertThat(answer.json().path("type").asString()).startsWith("urn:tidemark:problem:");
  }

  @Test
  void servesTheRoutesOfEveryWorkload() {
    for (Workload workload : Workload.listAll()) {
      for (String route : new String[] {"summary", "trend", "distribution", "facets"}) {
        Answer answer = api.get(token, "/api/v1/" + workload.id() + "/" + route);

        assertThat(answer.status()).as(workload + " " + answer.text()).isEqualTo(200);
      }
    }
  }

  @Test
  void namesConcreteRoutesInMetrics() {
    api.get(token, "/api/v1/training/summary");

    assertThat(api.get(null, "/actuator/prometheus").text())
        .contains("uri=\"/api/v1/training/summary\"")
        .doesNotContain("{workload}");
  }
}
