/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The processes that one {@code up} has started so far. Unless it is {@link #keepRunning() kept},
 * all of it ends when the command ends: by an error, by Ctrl-C, by a signal.
 */
final class StartedProcesses implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final ProcessRecords records;
  private final Deque<ServerProcess> processes = new ArrayDeque<>();
  private final Thread hook = new Thread(this::end, "end-what-was-started");
  private boolean ended;

  StartedProcesses(ProcessRecords records) {
    this.records = records;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Takes note of a process; ends it at once when the command is ending. */
  synchronized ServerProcess addProcess(ServerProcess process, URI address) {
    if (ended) {
      process.killNow();
      throw new StackException("stopped before the stack was up");
    }
    processes.push(process);
    records.put(process, address);
    return process;
  }

  /** From now on they stay. */
  synchronized void keepRunning() {
    processes.clear();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException expected) {
      // The hook itself is running.
    }
  }

  private synchronized void end() {
    ended = true;
    while (!processes.isEmpty()) {
      ServerProcess process = processes.pop();
      process.stop(GRACE);
      records.remove(process.name());
    }
  }
}
