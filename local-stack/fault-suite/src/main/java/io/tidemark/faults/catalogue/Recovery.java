/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.load.Shape;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Measures what a kill of the TaskManager costs with checkpoints as shipped: how long nothing comes
 * out, and how fast the backlog is worked off while the load continues. The first bulk that is
 * written tells the one, calls that are sent twice a second and looked for in bulks the other.
 */
public final class Recovery {

  /** Records a second: half of the rate that a small machine sustains with its other processes. */
  public static final int USUAL_RATE = 1_000;

  private static final Duration BEFORE = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PROBE_MILLIS = 500;

  /**
   * The pending bulks of the killed process are answered by then, and its end is not yet noticed.
   */
  private static final Duration LAST_BULKS = Duration.ofSeconds(1);

  /** A call that takes no longer than this did not wait behind a backlog. */
  private static final double PROMPT_SECONDS = 2.5;

  private Recovery() {}

  /** A probe: when it was sent, and when it was in Elasticsearch; as {@link System#nanoTime}. */
  private record Probe(long sent, CompletableFuture<Long> written) {
    double seconds() {
      return (written.join() - sent) / 1e9;
    }
  }

  /**
   * The measurement, as a fault that is in no list.
   *
   * @param rate of the load, records a second
   */
  public static Fault createFault(int rate) {
    return new Fault(
        1,
        "recovery",
        "measures how long output stops and how fast the backlog goes, checkpoints as shipped",
        1,
        Shape.USUAL.asShipped(45 * rate, rate),
        context -> measureRecovery(context, false));
  }

  /** The same with a second TaskManager that idles until the first one is killed. */
  public static Fault withStandby(int rate) {
    return new Fault(
        1,
        "recovery-standby",
        "the same with a second TaskManager that idles until the first one is killed",
        1,
        Shape.USUAL.asShipped(45 * rate, rate),
        context -> measureRecovery(context, true));
  }

  private static void measureRecovery(FaultContext context, boolean standby) {
    FaultStack stack = context.stack();
    if (standby) {
      stack.startTaskManager();
      awaitBoth(stack);
    }
    context.waitFor(BEFORE);
    long killed = System.nanoTime();
    stack.stopTaskManager(stack.taskManagers().get(0));
    if (!standby) {
      stack.startTaskManager();
    }
    context.waitFor(LAST_BULKS);
    CompletableFuture<Long> output = stack.proxy().written("");
    List<Probe> probes = new ArrayList<>();
    while (!isCaughtUp(probes)) {
      if (System.nanoTime() - killed > LIMIT.toNanos()) {
        throw new StackException("the backlog is not worked off");
      }
      probes.add(new Probe(System.nanoTime(), context.sendProbe()));
      context.waitFor(Duration.ofMillis(PROBE_MILLIS));
    }
    reportRecovery(
        context,
        killed,
        output.join(),
        probes.stream().filter(probe -> probe.written().isDone()).toList());
  }

  private static void awaitBoth(FaultStack stack) {
    if (!Await.until(() -> stack.flink().taskManagers() == 2, LIMIT)) {
      throw new StackException("the second TaskManager does not register");
    }
  }

  /** Four in a row that went straight through. */
  private static boolean isCaughtUp(List<Probe> probes) {
    List<Probe> written = probes.stream().filter(probe -> probe.written().isDone()).toList();
    int from = Math.max(0, written.size() - 4);
    return written.size() >= 4
        && written.subList(from, written.size()).stream()
            .allMatch(probe -> probe.seconds() < PROMPT_SECONDS);
  }

  private static void reportRecovery(
      FaultContext context, long killed, long output, List<Probe> probes) {
    long first = probes.stream().mapToLong(probe -> probe.written().join()).min().orElseThrow();
    Probe last =
        probes.stream().filter(one -> one.seconds() < PROMPT_SECONDS).findFirst().orElseThrow();
    double draining = (last.written().join() - output) / 1e9;
    double worked = (last.sent() - killed) / 1e9;
    context.addNote(
        String.format(
            Locale.ROOT,
            "output resumed after %.1f s, a call sent after the kill was written after %.1f s; %s",
            (output - killed) / 1e9,
            (first - killed) / 1e9,
            draining < 1
                ? "what came in meanwhile was worked off at once"
                : String.format(
                    Locale.ROOT,
                    "what came in %.1f s was worked off in %.1f s: %.1f times the live rate of %d/s",
                    worked,
                    draining,
                    worked / draining,
                    context.rate())));
  }
}
