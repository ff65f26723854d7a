/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.lifecycle.Templates;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.testkit.files.JvmFolder;
import java.net.URI;
import java.nio.file.Path;

/** A real node in a process of its own, on a free port; it ends with this JVM at the latest. */
public final class ElasticsearchNode implements AutoCloseable {

  private static final String HEAP = "512m";

  private static ElasticsearchNode shared;

  private final ElasticsearchProcess process;
  private final ElasticsearchClient client;

  private ElasticsearchNode(ElasticsearchProcess process) {
    this.process = process;
    client = new ElasticsearchClient(process.uri());
  }

  /** The node that all tests of a JVM share. */
  public static synchronized ElasticsearchNode shared() {
    if (shared == null) {
      Path folder = JvmFolder.create("tidemark-node");
      ElasticsearchNode node = start(new StateFolder(folder), HEAP);
      JvmFolder.deleteAtExit(folder, node.process.process()::killNow);
      shared = node;
    }
    return shared;
  }

  /** Starts a node and waits until it is ready. */
  public static ElasticsearchNode start(StateFolder state, String heap) {
    return startAt(0, state, heap);
  }

  /** Starts a node at a port, over the data that are there; waits until it is ready. */
  public static ElasticsearchNode startAt(int port, StateFolder state, String heap) {
    ElasticsearchProcess process =
        ElasticsearchProcess.launchProcess(
            Checkout.current(), state, new ServerOptions(port, heap, Lifetime.WITH_PARENT));
    process.awaitReady();
    return new ElasticsearchNode(process);
  }

  /** Starts a node and installs the built templates on it. */
  public static ElasticsearchNode startWithTemplates(StateFolder state, String heap) {
    ElasticsearchNode node = start(state, heap);
    Templates.installTemplates(Checkout.current(), state, node.uri());
    return node;
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return process.uri();
  }

  public ElasticsearchClient client() {
    return client;
  }

  @Override
  public void close() {
    process.close();
  }
}
