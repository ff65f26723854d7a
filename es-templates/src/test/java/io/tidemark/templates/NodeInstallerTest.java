/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installer against a real node, which has no lifecycle management. */
@Tag("node")
class NodeInstallerTest extends InstallerContract {

  private static EmbeddedNode node;

  @BeforeAll
  static void start(@TempDir Path home) {
    node = EmbeddedNode.start(home);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void empty() {
    Cluster cluster = new Cluster(node.client());
    for (String all :
        List.of("/tidemark-*", "/_index_template/tidemark*", "/_component_template/tidemark*")) {
      assertThat(cluster.ask("DELETE", all, null).status()).isIn(200, 404);
    }
  }

  @AfterEach
  void nothingThatWeSendIsDeprecated() {
    assertThat(node.warnings()).isEmpty();
  }

  @Override
  RestClient client() {
    return node.client();
  }

  @Override
  Lifecycle lifecycle() {
    return Lifecycle.ABSENT;
  }

  @Test
  void aClosedIndexStaysClosed() {
    putIndex(TODAY);
    new Cluster(client()).post("/" + TODAY + "/_close");

    assertThat(install(SHIPPED).indices()).isEmpty();
  }
}
