/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Faults of Flink's processes and of the broker. */
final class ProcessFaults {

  private ProcessFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                1,
                "taskmanager-killed",
                "the TaskManager is killed -9 under load, and another one started",
                ProcessFaults::taskManagerKilled)
            .withRounds(20),
        Fault.create(
                2,
                "jobmanager-killed",
                "the JobManager is killed -9; another one continues from the last checkpoint",
                ProcessFaults::jobManagerKilled)
            .withRounds(2),
        Fault.create(
                3,
                "killed-before-checkpoint",
                "killed -9 between Elasticsearch's answer and the checkpoint",
                ProcessFaults::killedBeforeCheckpoint)
            .withRounds(3),
        Fault.create(
                7,
                "broker-killed",
                "the Kafka broker is killed -9, and comes back",
                ProcessFaults::brokerKilled)
            .withRounds(2),
        Fault.create(
                13,
                "zombie",
                "the TaskManager stands still (SIGSTOP) until the job runs elsewhere, then continues",
                ProcessFaults::freezeTaskManager)
            .withRounds(2),
        Fault.create(
            18,
            "down-up",
            "everything is stopped with a savepoint, and started again",
            ProcessFaults::downUp));
  }

  private static void taskManagerKilled(FaultContext context) {
    context.underLoad(500, 6_000);
    replaceTaskManagers(context);
  }

  private static void replaceTaskManagers(FaultContext context) {
    context.recoverFrom(
        () -> {
          context.stack().killTaskManagers();
          context.stack().startTaskManager();
        });
  }

  private static void jobManagerKilled(FaultContext context) {
    context.underLoad(500, 6_000);
    context.recoverFrom(
        () -> {
          List<ServerProcess> orphans = context.stack().replaceJobManager();
          Optional<Path> from = context.job().newestCheckpoint();
          context.job().startJob(from);
          orphans.forEach(context.stack()::stopTaskManager);
        });
  }

  private static void killedBeforeCheckpoint(FaultContext context) {
    context.underLoad(500, 3_000);
    context.job().awaitCheckpoint();
    // Written, and not yet in a checkpoint: the next one is seconds away.
    context.measureRecovery();
    replaceTaskManagers(context);
  }

  private static void brokerKilled(FaultContext context) {
    context.underLoad(500, 5_000);
    context.stack().killKafka();
    context.waitFor(context.getOutage(Duration.ofSeconds(20), Duration.ofSeconds(4)));
    context.stack().startKafka();
    context.measureRecovery();
  }

  private static void freezeTaskManager(FaultContext context) {
    context.underLoad(500, 5_000);
    ServerProcess zombie = context.stack().taskManagers().get(0);
    context.recoverFrom(
        () -> {
          FaultStack.sendSignal(zombie, "STOP");
          context.stack().startTaskManager();
        });
    FaultStack.sendSignal(zombie, "CONT");
    // Long enough for it to send its pending documents, and to learn that they are no longer
    // accepted.
    context.underLoad(3_000, 6_000);
    context.stack().stopTaskManager(zombie);
    context.measureRecovery();
  }

  private static void downUp(FaultContext context) {
    context.underLoad(500, 5_000);
    Path savepoint = context.job().stopJob();
    context.stack().restartAll();
    context.job().startJob(Optional.of(savepoint));
    context.measureRecovery();
  }
}
