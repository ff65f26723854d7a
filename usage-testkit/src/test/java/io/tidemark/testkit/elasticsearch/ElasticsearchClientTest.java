/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ElasticsearchClientTest {

  private static final String SHARD_NOT_STARTED =
      "{\"error\":{\"root_cause\":[{\"type\":\"no_shard_available_action_exception\"}]}}";

  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void repeatsReadsUntilTheShardOfANewIndexHasStarted() throws Exception {
    try (LoopbackServer node =
        LoopbackServer.start(
            request ->
                requests.incrementAndGet() < 3
                    ? Reply.json(503, SHARD_NOT_STARTED)
                    : Reply.json(200, "{\"count\":1}"))) {
      assertThat(new ElasticsearchClient(node.uri()).get("/calls/_count").path("count").asInt())
          .isOne();
    }
    assertThat(requests).hasValue(3);
  }

  @Test
  void failsAtOnceWhenTheNodeIsUnavailableForAnotherReason() {
    try (LoopbackServer node =
        LoopbackServer.start(
            request -> {
              requests.incrementAndGet();
              return Reply.json(503, "{\"error\":\"no master\"}");
            })) {
      ElasticsearchClient client = new ElasticsearchClient(node.uri());

      assertThatThrownBy(() -> client.get("/calls/_count"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("503")
          .hasMessageContaining("no master");
    }
    assertThat(requests).hasValue(1);
  }
}
