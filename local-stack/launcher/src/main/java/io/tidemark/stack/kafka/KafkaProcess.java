/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.kafka;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ConfigFile;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker (KRaft, one node) in a process of its own. Its data stay in {@code <state>/kafka}.
 */
public final class KafkaProcess implements AutoCloseable {

  /** Name of its process. */
  public static final String NAME = "kafka";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** One local node needs no secret identity; a fixed one needs no record. */
  private static final String CLUSTER_ID = "VGlkZW1hcmtMb2NhbEthZg";

  private final ServerProcess process;
  private final String bootstrapServers;

  private KafkaProcess(ServerProcess process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** For tests: on a free port, ready when this returns, ended with this JVM at the latest. */
  public static KafkaProcess start(Path state) {
    KafkaProcess broker =
        launchProcess(Checkout.current(), new StateFolder(state), ServerOptions.forTests("384m"));
    broker.awaitReady();
    return broker;
  }

  /** Formats the data folder at the first start, starts the broker and does not wait for it. */
  public static KafkaProcess launchProcess(
      Checkout checkout, StateFolder state, ServerOptions options) {
    int port = options.portOrFree();
    int controllerPort = FreePorts.findNext();
    String bootstrapServers = "127.0.0.1:" + port;
    Path home = state.folder(NAME);
    Path config = home.resolve("server.properties");
    ConfigFile.write(
        config,
        checkout.config("kafka-broker/conf/server.properties"),
        "=",
        Map.of(
            "listeners",
            "PLAINTEXT://" + bootstrapServers + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners",
            "PLAINTEXT://" + bootstrapServers,
            "controller.quorum.voters",
            "1@127.0.0.1:" + controllerPort,
            "log.dirs",
            home.resolve("data").toString()));
    List<String> arguments = new ArrayList<>(List.of(config.toString()));
    if (!Files.exists(home.resolve("data/meta.properties"))) {
      arguments.add(CLUSTER_ID);
    }
    JavaCommand command =
        JavaCommand.mainClass(
            NAME,
            JvmOptions.server(checkout, state, NAME, options.heap()).list(),
            checkout.classPath("kafka-broker"),
            "io.tidemark.kafka.LocalBroker",
            arguments);
    ServerProcess process = ServerProcess.start(command, state, options.lifetime());
    return new KafkaProcess(process, bootstrapServers);
  }

  /** Waits until the broker takes part in its cluster of one. */
  public void awaitReady() {
    try (Topics topics = new Topics(bootstrapServers)) {
      process.awaitReady(topics::brokerAnswers, START_LIMIT);
    }
  }

  /** Host and port. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  public ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.stop();
  }
}
