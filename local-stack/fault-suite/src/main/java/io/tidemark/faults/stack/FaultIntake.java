/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.intake.KeyFile;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.StateFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The intake service of a round: one that can be killed, and continues at the same address. */
public final class FaultIntake implements AutoCloseable {

  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);

  private final Checkout checkout;
  private final StateFolder state;
  private final ServerOptions options;
  private final String bootstrapServers;
  private final URI elasticsearch;
  private final List<String> arguments;
  private IntakeProcess process;

  FaultIntake(
      Checkout checkout,
      StateFolder state,
      ServerOptions options,
      String bootstrapServers,
      URI elasticsearch,
      boolean withSpool) {
    this.checkout = checkout;
    this.state = state;
    this.options = options;
    this.bootstrapServers = bootstrapServers;
    this.elasticsearch = elasticsearch;
    Path spool = state.folder("spool");
    arguments =
        withSpool
            ? List.of("--spool=" + spool, "--tidemark.spool.after=500ms")
            : List.of("--tidemark.intake.write-timeout=2s");
  }

  /** A key of a tenant. */
  public String createKey(String tenant) {
    return KeyFile.of(state).createKey(tenant);
  }

  /** Starts it, and returns when it takes events. */
  public void startIntake() {
    process =
        IntakeProcess.launchProcess(
            checkout, state, options, bootstrapServers, elasticsearch, arguments);
    process.awaitReady();
  }

  /** Kills it. */
  public void killProcess() {
    process.process().killNow();
  }

  /** Its address, without a slash at the end. */
  public URI uri() {
    return process.uri();
  }

  /** Waits until nothing waits in the spool. */
  public void awaitDrained() {
    if (!Await.until(this::isDrained, DRAIN_LIMIT)) {
      throw new StackException("the spool of intake is not fed to Kafka");
    }
  }

  private boolean isDrained() {
    return Http.tryGet(uri().resolve("/actuator/spool"))
        .map(spool -> spool.path("files").asInt(0) == 0)
        .orElse(false);
  }

  @Override
  public void close() {
    killProcess();
  }
}
