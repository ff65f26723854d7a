/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.directory.Directory;
import io.tidemark.api.live.LiveApi;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Upstream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How much of the directory an instance reads again and again. */
@Tag("node")
class DirectoryReadsTest {

  private static final String TENANT = "directory-reads";

  private final AtomicInteger read = new AtomicInteger();

  @Test
  void readsEachWriteOnce() {
    Upstream node = new Upstream(LiveApi.shared().elasticsearchUri());
    try (LoopbackServer counting =
            LoopbackServer.start(
                request -> {
                  Reply reply = node.forward(request);
                  if (request.target().toString().startsWith("/tidemark-directory/_search")) {
                    read.addAndGet(
                        JsonMapper.shared().readTree(reply.text()).at("/hits/hits").size());
                  }
                  return reply;
                });
        LiveApi api = LiveApi.over(counting.uri())) {
      String root = api.tokens().superAdmin(TENANT, "root");
      PeopleSample.put(
          api, root, "{\"kind\":\"user\",\"id\":\"a\"}", "{\"kind\":\"user\",\"id\":\"b\"}");
      Directory directory = api.bean(Directory.class);
      directory.reload();
      assertThat(read.get()).isGreaterThanOrEqualTo(2);
      // Reading everything leaves out entries that other tests deleted.
      directory.refresh();
      read.set(0);

      directory.refresh();
      assertThat(read.get()).isZero();
      PeopleSample.put(api, root, "{\"kind\":\"user\",\"id\":\"a\",\"name\":\"Alice\"}");

      assertThat(read.get()).isEqualTo(1);
      assertThat(directory.findLabel(TENANT, "user_id", "a")).contains("Alice");
    }
  }
}
