/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.search.TenantDocuments.Shard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class UsageStoreTest {

  @Test
  void leavesOutIndicesThatAreDeletedWhileTheyAreListed() {
    String listed =
        """
        [{"index":"tidemark-dead-letters-2026.10.30","uuid":null,"pri":null},
         {"index":"tidemark-model-calls-daily-2026.11","uuid":"u1","pri":"2"},
         {"index":"tidemark-settings","uuid":"u2","pri":"1"}]
        """;

    assertThat(UsageStore.readShards(JsonMapper.shared().readTree(listed)))
        .containsExactly(
            new Shard("tidemark-model-calls-daily-2026.11", "u1", 0),
            new Shard("tidemark-model-calls-daily-2026.11", "u1", 1),
            new Shard("tidemark-settings", "u2", 0));
  }
}
