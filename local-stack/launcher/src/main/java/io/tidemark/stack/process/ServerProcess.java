/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A started server. Its output on standard streams goes to {@code logs/<name>.out}, its log to
 * {@code logs/<name>.log} (the server's own logging writes that one).
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 20;

  private final String name;
  private final ProcessHandle handle;
  private final Path logs;

  private ServerProcess(String name, ProcessHandle handle, Path logs) {
    this.name = name;
    this.handle = handle;
    this.logs = logs;
  }

  /** Starts it; does not wait until it is ready. */
  public static ServerProcess start(JavaCommand command, StateFolder state, Lifetime lifetime) {
    List<String> line = new ArrayList<>(Detachment.createPrefix(lifetime));
    line.addAll(command.line());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(command.environment());
    Path out = state.logs().resolve(command.name() + ".out");
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile());
    try {
      PrivateFiles.createFile(out);
      ProcessHandle handle = builder.start().toHandle();
      if (lifetime == Lifetime.WITH_PARENT) {
        Runtime.getRuntime().addShutdownHook(new Thread(handle::destroyForcibly));
      }
      return new ServerProcess(command.name(), handle, state.logs());
    } catch (IOException failure) {
      throw new StackException(
          "cannot start " + command.name() + ": " + failure.getMessage(), failure);
    }
  }

  /** A server that an earlier invocation started. */
  public static ServerProcess running(String name, ProcessHandle handle, StateFolder state) {
    return new ServerProcess(name, handle, state.logs());
  }

  public String name() {
    return name;
  }

  public long pid() {
    return handle.pid();
  }

  /**
   * When the operating system says it started: tells a process from a later one with the same id.
   */
  public Instant startInstant() {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  public boolean isAlive() {
    return handle.isAlive();
  }

  /**
   * Waits until the probe says yes. The probe may throw nothing; it is asked ten times a second.
   *
   * @throws StackException when the process ends before, or the limit passes, with the end of its
   *     log
   */
  public void awaitReady(BooleanSupplier probe, Duration limit) {
    boolean ready = Await.until(() -> !handle.isAlive() || probe.getAsBoolean(), limit);
    if (!handle.isAlive()) {
      throw new StackException(name + " ended while it started" + endOfLog());
    }
    if (!ready) {
      throw new StackException(
          name + " was not ready within " + limit.toSeconds() + " s" + endOfLog());
    }
  }

  /** Asks it to end, waits, and kills it when it does not end in time. Returns after its end. */
  public void stop() {
    stop(GRACE);
  }

  /** As {@link #stop()}, with a limit of its own before it is killed. */
  public void stop(Duration grace) {
    if (!handle.isAlive()) {
      return;
    }
    handle.destroy();
    if (!endsWithin(grace)) {
      killNow();
    }
  }

  /** Ends it at once, without a chance to clean up: what a crash does. Returns after its end. */
  public void killNow() {
    handle.destroyForcibly();
    if (!endsWithin(GRACE)) {
      throw new StackException(name + " (process " + pid() + ") does not end");
    }
  }

  @Override
  public void close() {
    stop();
  }

  private boolean endsWithin(Duration limit) {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException failure) {
      throw new CompletionException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while " + name + " was stopping", interrupted);
    }
  }

  private String endOfLog() {
    List<String> lines = new ArrayList<>();
    for (String ending : List.of(".log", ".out")) {
      Path file = logs.resolve(name + ending);
      try {
        if (Files.exists(file) && Files.size(file) > 0) {
          lines.add(file + " ends with:");
          lines.addAll(LogTail.of(file, TAIL_LINES));
        }
      } catch (IOException unreadable) {
        lines.add("(" + unreadable.getMessage() + ")");
      }
    }
    return lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
  }
}
