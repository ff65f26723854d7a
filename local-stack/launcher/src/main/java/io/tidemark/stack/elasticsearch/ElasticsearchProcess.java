/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.elasticsearch;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ConfigFile;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real Elasticsearch node in a process of its own. Its data stay in {@code
 * <state>/elasticsearch}.
 */
public final class ElasticsearchProcess implements AutoCloseable {

  /** Name of its process. */
  public static final String NAME = "elasticsearch";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final ServerProcess process;
  private final URI uri;

  private ElasticsearchProcess(ServerProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** For tests: on a free port, ready when this returns, ended with this JVM at the latest. */
  public static ElasticsearchProcess start(Path state) {
    ElasticsearchProcess node =
        launchProcess(Checkout.current(), new StateFolder(state), ServerOptions.forTests("512m"));
    node.awaitReady();
    return node;
  }

  /** Starts it and does not wait. */
  public static ElasticsearchProcess launchProcess(
      Checkout checkout, StateFolder state, ServerOptions options) {
    int port = options.portOrFree();
    Path home = state.folder(NAME);
    Path config = home.resolve("elasticsearch.yml");
    ConfigFile.write(
        config,
        checkout.config("elasticsearch-node/conf/elasticsearch.yml"),
        ": ",
        Map.of(
            "http.port", Integer.toString(port),
            "transport.port", "0",
            "path.home", home.toString(),
            "path.data", home.resolve("data").toString(),
            "path.logs", state.logs().toString()));
    JavaCommand command =
        JavaCommand.mainClass(
            NAME,
            JvmOptions.server(checkout, state, NAME, options.heap())
                .with("-Des.networkaddress.cache.ttl=60")
                .with("-Dio.netty.noUnsafe=true")
                .with("-Dio.netty.allocator.numDirectArenas=0")
                .with("-Djava.awt.headless=true")
                .list(),
            checkout.classPath("elasticsearch-node"),
            "io.tidemark.elasticsearch.LocalNode",
            List.of(config.toString()));
    ServerProcess process = ServerProcess.start(command, state, options.lifetime());
    return new ElasticsearchProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Waits until the node answers and every index that it holds is readable. */
  public void awaitReady() {
    process.awaitReady(this::isReady, START_LIMIT);
  }

  private boolean isReady() {
    return Http.tryGet(uri.resolve("/_cluster/health"))
        .map(health -> !health.path("status").asText("red").equals("red"))
        .orElse(false);
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return uri;
  }

  public ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.stop();
  }
}
