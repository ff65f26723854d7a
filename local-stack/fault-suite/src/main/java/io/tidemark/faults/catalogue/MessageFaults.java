/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.faults.run.WatchedUsage;
import java.time.Duration;
import java.util.List;

/** Faults while budgets and monitors send messages. */
final class MessageFaults {

  private static final int LEAST_MILLIS = 500;
  private static final int MOST_MILLIS = 4_000;

  private MessageFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                22,
                "messages",
                "instances of the API, the TaskManager and Elasticsearch are killed -9 one after the"
                    + " other while budgets and monitors send messages",
                MessageFaults::killAll)
            .withRounds(2));
  }

  private static void killAll(FaultContext context) {
    WatchedUsage watched = context.watchUsage();
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    watched.replaceInstance(0);
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    context.recoverFrom(
        () -> {
          context.stack().killTaskManagers();
          context.stack().startTaskManager();
        });
    watched.replaceInstance(1);
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    context.stack().killElasticsearch();
    context.waitFor(context.getOutage(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    context.stack().startElasticsearch();
    context.underLoad(LEAST_MILLIS, MOST_MILLIS);
    watched.replaceInstance(0);
    context.measureRecovery();
  }
}
