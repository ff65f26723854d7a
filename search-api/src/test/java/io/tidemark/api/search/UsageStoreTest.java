/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class UsageStoreTest {

  @Test
  void leavesOutIndicesThatAreDeletedWhileTheyAreListed() {
    String listed =
        """
        [{"index":"tidemark-model-calls-daily-2026.11","pri":"2"},
         {"index":"tidemark-dead-letters-2026.10.30","pri":null},
         {"index":"tidemark-settings","pri":"1"}]
        """;

    assertThat(UsageStore.readShards(JsonMapper.shared().readTree(listed)))
        .isEqualTo(Map.of("tidemark-model-calls-daily-2026.11", 2, "tidemark-settings", 1));
  }
}
