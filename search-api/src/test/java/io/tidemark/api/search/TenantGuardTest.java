/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Scope;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class TenantGuardTest {

  private static final Scope SCOPE = new Scope("acme", "alice", true, new TreeSet<>());
  private static final String GOOD =
      "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"acme\"}}]}}}";

  @Test
  void aBodyThatDemandsTheTenantPasses() {
    assertThatCode(() -> TenantGuard.require(SCOPE, JsonMapper.shared().readTree(GOOD)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"query\":{\"match_all\":{}}}",
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"globex\"}}]}}}",
        "{\"query\":{\"bool\":{\"should\":[{\"term\":{\"tenant_id\":\"acme\"}}]}}}",
        "{\"query\":{\"bool\":{\"filter\":[{\"terms\":{\"tenant_id\":[\"acme\",\"globex\"]}}]}}}",
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"acme\"}}]}},\"suggest\":{}}",
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"acme\"}}]}},"
            + "\"aggs\":{\"a\":{\"global\":{}}}}",
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"acme\"}}]}},"
            + "\"aggs\":{\"a\":{\"terms\":{\"field\":\"f\"},\"aggs\":{\"b\":{\"global\":{}}}}}}"
      })
  void anythingElseIsRefused(String body) {
    assertThatThrownBy(() -> TenantGuard.require(SCOPE, JsonMapper.shared().readTree(body)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
