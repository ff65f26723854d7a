/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The installer against a real node, which has no lifecycle management. */
@Tag("node")
class NodeInstallerTest extends InstallerContract {

  private static WatchedNode node;

  @BeforeAll
  static void start() {
    node = WatchedNode.emptied();
  }

  @BeforeEach
  void empty() {
    node.empty();
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
    new Cluster(client()).postJson("/" + TODAY + "/_close");

    assertThat(install(SHIPPED).indices()).isEmpty();
  }
}
