/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** Searches the next page of an export while the rows of the current one are written. */
final class NextPage implements AutoCloseable {

  private static final String THREAD = "export-page";

  private FutureTask<JsonNode> running;

  /** Starts a search in another thread. What it changes is visible after {@link #take}. */
  void start(Supplier<JsonNode> search) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    running =
        new FutureTask<>(
            () -> {
              if (context != null) {
                MDC.setContextMap(context);
              }
              return search.get();
            });
    Thread thread = new Thread(running, THREAD);
    thread.setDaemon(true);
    thread.start();
  }

  boolean isStarted() {
    return running != null;
  }

  /** Waits for the search; what it throws is thrown here. */
  JsonNode take() {
    FutureTask<JsonNode> taken = running;
    running = null;
    try {
      return taken.get();
    } catch (InterruptedException e) {
      running = taken;
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The export was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits until no search runs: after that, its snapshot and its memory may be given back. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (running != null) {
      try {
        running.get();
        running = null;
      } catch (ExecutionException e) {
        // Its page is not wanted any more.
        running = null;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
