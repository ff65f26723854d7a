/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RateLimitTest {

  @Test
  void limitsRequestsOfEachUser() {
    RateLimit limit = new RateLimit(3);
    Scope alice = new Scope("acme", "alice", false, new TreeSet<>());
    Scope otherTenant = new Scope("globex", "alice", false, new TreeSet<>());
    for (int i = 0; i < 3; i++) {
      limit.countRequest(alice);
    }

    assertThatThrownBy(() -> limit.countRequest(alice))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.status().value()).isEqualTo(429);
              assertThat((Long) e.properties().get("retry_after_seconds")).isBetween(1L, 21L);
            });
    assertThatCode(() -> limit.countRequest(otherTenant)).doesNotThrowAnyException();
  }
}
