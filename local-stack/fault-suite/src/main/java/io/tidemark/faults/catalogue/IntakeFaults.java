/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.load.Shape;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.faults.run.IntakeLoad;
import java.time.Duration;
import java.util.List;

/** Faults of intake, through which calls come in addition to the load. */
final class IntakeFaults {

  /** Calls between the steps of a fault. */
  private static final int CALLS = 200;

  private IntakeFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                20,
                "intake-killed",
                "intake is killed -9 under load; senders repeat what was not accepted",
                IntakeFaults::intakeKilled)
            .underShape(Shape.USUAL.withIntake())
            .withRounds(2),
        Fault.create(
                21,
                "kafka-down-with-spool",
                "the broker is killed -9, then intake, whose spool takes what is sent once",
                IntakeFaults::kafkaDownWithSpool)
            .underShape(Shape.USUAL.withIntake())
            .withRounds(2));
  }

  private static void intakeKilled(FaultContext context) {
    IntakeLoad calls = context.sendThroughIntake(false);
    for (int i = 0; i < 2; i++) {
      calls.awaitAccepted(CALLS);
      calls.intake().killProcess();
      calls.intake().startIntake();
    }
    calls.awaitAccepted(CALLS);
    context.measureRecovery();
  }

  private static void kafkaDownWithSpool(FaultContext context) {
    IntakeLoad calls = context.sendThroughIntake(true);
    calls.awaitAccepted(CALLS);
    context.stack().killKafka();
    calls.awaitAccepted(CALLS);
    calls.intake().killProcess();
    calls.intake().startIntake();
    calls.awaitAccepted(CALLS);
    context.waitFor(context.getOutage(Duration.ofSeconds(20), Duration.ZERO));
    context.stack().startKafka();
    calls.awaitAccepted(CALLS);
    context.measureRecovery();
  }
}
