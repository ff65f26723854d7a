/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

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
import java.util.ArrayList;
import java.util.List;

/** The intake service in a process of its own. */
public final class IntakeProcess {

  /** Name of its process. */
  public static final String NAME = "intake";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final ServerProcess process;
  private final URI uri;

  private IntakeProcess(ServerProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it and does not wait.
   *
   * @param elasticsearch has the store of keys
   */
  public static IntakeProcess launchProcess(
      Checkout checkout,
      StateFolder state,
      ServerOptions options,
      String bootstrapServers,
      URI elasticsearch) {
    return launchProcess(checkout, state, options, bootstrapServers, elasticsearch, List.of());
  }

  /**
   * As above.
   *
   * @param more arguments of the service
   */
  public static IntakeProcess launchProcess(
      Checkout checkout,
      StateFolder state,
      ServerOptions options,
      String bootstrapServers,
      URI elasticsearch,
      List<String> more) {
    int port = options.portOrFree();
    JavaCommand command =
        JavaCommand.jar(
            NAME,
            JvmOptions.heap(options.heap()).with("-XX:TieredStopAtLevel=1").list(),
            ServerJar.of(state, NAME).copyFrom(checkout.intakeJar()),
            listArguments(
                more,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--tidemark.kafka.bootstrap-servers=" + bootstrapServers,
                "--tidemark.keys.elasticsearch=" + elasticsearch,
                "--tidemark.keys.file=" + KeyFile.of(state).file(),
                "--tidemark.token.key-file=" + TokenKey.of(state).file(),
                "--logging.file.name=" + state.logs().resolve(NAME + ".log"),
                "--logging.threshold.console=off"));
    ServerProcess process = ServerProcess.start(command, state, options.lifetime());
    return new IntakeProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  private static List<String> listArguments(List<String> more, String... own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(more);
    return all;
  }

  /** Waits until it takes events. */
  public void awaitReady() {
    process.awaitReady(() -> isHealthy(uri), START_LIMIT);
  }

  /** Whether an intake service answers there and says that it is well. */
  public static boolean isHealthy(URI intake) {
    return Http.tryGet(intake.resolve("/actuator/health"))
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
