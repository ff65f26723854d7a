/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.api;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.ServerJar;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.token.TokenKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The search API with its page, in a process of its own. */
public final class ApiProcess {

  /** Name of its process. */
  public static final String NAME = "api";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final ServerProcess process;
  private final URI uri;

  private ApiProcess(ServerProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it against an Elasticsearch with templates, and does not wait.
   *
   * @param intake address of the intake service, which the page shows to senders
   */
  public static ApiProcess launchProcess(
      Checkout checkout, StateFolder state, ServerOptions options, URI elasticsearch, URI intake) {
    int port = options.portOrFree();
    JavaCommand command =
        JavaCommand.jar(
            NAME,
            JvmOptions.heap(options.heap()).with("-XX:TieredStopAtLevel=1").list(),
            ServerJar.of(state, NAME).copyFrom(checkout.apiJar()),
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--tidemark.elasticsearch.hosts=" + elasticsearch,
                "--tidemark.token.key-file=" + TokenKey.of(state).file(),
                "--tidemark.templates.install=false",
                "--tidemark.page.address=http://127.0.0.1:" + port,
                "--tidemark.sources.intake-url=" + intake,
                "--tidemark.budgets.tick=2s",
                "--tidemark.statements.tick=15s",
                "--tidemark.channels.allowed-hosts=127.0.0.1,localhost",
                "--tidemark.channels.secrets-path=" + state.file(StateFolder.CHANNEL_SECRETS),
                "--logging.file.name=" + state.logs().resolve(NAME + ".log"),
                "--logging.threshold.console=off"));
    ServerProcess process = ServerProcess.start(command, state, options.lifetime());
    return new ApiProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Waits until its page can be served. */
  public void awaitReady() {
    process.awaitReady(() -> isHealthy(uri), START_LIMIT);
  }

  /** Whether a search API answers there and says that it is well. */
  public static boolean isHealthy(URI api) {
    return Http.tryGet(api.resolve("/actuator/health"))
        .map(health -> health.path("status").asText().equals("UP"))
        .orElse(false);
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return uri;
  }

  public ServerProcess process() {
    return process;
  }
}
