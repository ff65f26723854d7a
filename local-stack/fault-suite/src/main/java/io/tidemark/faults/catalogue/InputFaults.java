/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.load.Load;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Shape;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Faults of what comes in, and of what does not. */
final class InputFaults {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Longer than the job's {@code --idle-after} in a round, so that the clock takes over. */
  private static final Duration SILENCE = Duration.ofSeconds(12);

  private static final String QUIET_TENANT = "tenant-quiet";

  private InputFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                8,
                "bad-input",
                "malformed records of every kind in the stream",
                InputFaults::badInput)
            .underShape(Shape.USUAL.withMix(Shape.Mix.MANY_BAD)),
        Fault.create(
                9,
                "duplicates-20h",
                "the same events again up to 20 hours later",
                context -> context.underLoad(3_000, 6_000))
            .underShape(
                Shape.USUAL.overSpan(Duration.ofHours(22)).withMix(Shape.Mix.MANY_DUPLICATES)),
        Fault.create(
                10,
                "idle-partition",
                "one partition never gets a record",
                context -> context.underLoad(1_000, 5_000))
            .underShape(Shape.USUAL.withReaders(2, 3, 1)),
        Fault.create(
            10,
            "idle",
            "everything falls silent; the hours close, also that of a tenant with one call",
            InputFaults::fallSilent),
        Fault.create(
                10,
                "more-readers",
                "more readers than partitions",
                context -> context.underLoad(1_000, 5_000))
            .underShape(Shape.USUAL.withReaders(4, 2, 0)),
        Fault.create(
            11,
            "future-and-past",
            "events of 2099 and 1970 close no window and make no event late",
            InputFaults::futureAndPast),
        Fault.create(
                12,
                "late",
                "late by 10 minutes, 2 hours and 22 hours; too late by 26 hours; 40 days old",
                InputFaults::sendLate)
            .underShape(Shape.USUAL.withMix(Shape.Mix.WITH_LATE)));
  }

  private static void badInput(FaultContext context) {
    for (int i = 0; i < 3; i++) {
      context.underLoad(500, 3_000);
      context.load().sendRecords(Load::allBad);
    }
    context.measureRecovery();
  }

  private static void fallSilent(FaultContext context) {
    context.underLoad(2_000, 5_000);
    context
        .load()
        .sendRecords(load -> List.of(load.callAt(load.end() - HOUR - MINUTE, 0, QUIET_TENANT)));
    context.load().pauseSending();
    context.waitFor(SILENCE);
    context.load().resumeSending();
    context.measureRecovery();
  }

  private static void futureAndPast(FaultContext context) {
    for (int i = 0; i < 10; i++) {
      context.underLoad(200, 800);
      context
          .load()
          .sendRecords(
              load ->
                  List.of(
                      createRejected(load, "2099-12-31T23:00:00Z", "future"),
                      createRejected(load, "1970-01-01T01:00:00Z", "expired"),
                      load.createRejectedCall(Instant.now().toEpochMilli() + HOUR, "future"),
                      load.createRejectedCall(Instant.now().toEpochMilli() - 31 * DAY, "expired")));
    }
    context.forbidLateUsage();
    context.measureRecovery();
  }

  private static Outgoing createRejected(Load load, String time, String reason) {
    return load.createRejectedCall(Instant.parse(time).toEpochMilli(), reason);
  }

  private static void sendLate(FaultContext context) {
    context.underLoad(1_000, 4_000);
    context.load().pauseSending();
    // From here on event time is the clock's, and everything else is as late as it says.
    context.waitFor(SILENCE);
    long now = Instant.now().toEpochMilli();
    context
        .load()
        .sendRecords(
            load ->
                List.of(
                    load.callAt(Math.min(load.end() - 1, now - 15 * MINUTE), 0, "tenant-a"),
                    load.callAt(load.end() - 2 * HOUR, 1, "tenant-b"),
                    load.callAt(now - 22 * HOUR, 2, "tenant-c"),
                    load.createRejectedCall(now - 26 * HOUR, "too_late"),
                    load.createRejectedCall(now - 40 * DAY, "expired")));
    context.load().resumeSending();
    context.measureRecovery();
  }
}
