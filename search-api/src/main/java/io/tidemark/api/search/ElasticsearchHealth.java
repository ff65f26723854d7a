/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Down while Elasticsearch does not answer. */
@Component("elasticsearch")
class ElasticsearchHealth extends AbstractHealthIndicator {

  private final UsageStore store;

  ElasticsearchHealth(UsageStore store) {
    this.store = store;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    try {
      builder.up().withDetail("version", store.cluster().path("version").path("number").asString());
    } catch (ProblemException e) {
      builder.down().withDetail("reason", e.getMessage());
    }
  }
}
