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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Measures what a kill of the TaskManager costs with checkpoints as shipped: how long nothing new
 * comes out, and how fast the backlog is worked off while the load goes on. Calls that are sent
 * twice a second and looked for in Elasticsearch tell both.
 */
public final class Recovery {

  /** Records a second. */
  public static final int USUAL_RATE = 1_500;

  private static final Duration BEFORE = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PROBE_MILLIS = 500;

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
  public static Fault fault(int rate) {
    return new Fault(
        1,
        "recovery",
        "measures how long output stops and how fast the backlog goes, checkpoints as shipped",
        1,
        Shape.USUAL.asShipped(45 * rate, rate),
        context -> measure(context, false));
  }

  /** The same with a second TaskManager that idles until the first one is killed. */
  public static Fault withStandby(int rate) {
    return new Fault(
        1,
        "recovery-standby",
        "the same with a second TaskManager that idles until the first one is killed",
        1,
        Shape.USUAL.asShipped(45 * rate, rate),
        context -> measure(context, true));
  }

  private static void measure(FaultContext context, boolean standby) {
    FaultStack stack = context.stack();
    if (standby) {
      stack.startTaskManager();
    }
    context.pass(BEFORE);
    long killed = System.nanoTime();
    stack.dismiss(stack.taskManagers().get(0));
    if (!standby) {
      stack.startTaskManager();
    }
    List<Probe> probes = new ArrayList<>();
    while (!isCaughtUp(probes)) {
      if (System.nanoTime() - killed > LIMIT.toNanos()) {
        throw new StackException("the backlog is not worked off");
      }
      probes.add(new Probe(System.nanoTime(), context.probe()));
      context.pass(Duration.ofMillis(PROBE_MILLIS));
    }
    report(context, killed, probes.stream().filter(probe -> probe.written().isDone()).toList());
  }

  /** Four in a row that went straight through. */
  private static boolean isCaughtUp(List<Probe> probes) {
    List<Probe> written = probes.stream().filter(probe -> probe.written().isDone()).toList();
    int from = Math.max(0, written.size() - 4);
    return written.size() >= 4
        && written.subList(from, written.size()).stream()
            .allMatch(probe -> probe.seconds() < PROMPT_SECONDS);
  }

  private static void report(FaultContext context, long killed, List<Probe> probes) {
    long first = probes.stream().mapToLong(probe -> probe.written().join()).min().orElseThrow();
    Probe last =
        probes.stream().filter(one -> one.seconds() < PROMPT_SECONDS).findFirst().orElseThrow();
    double silent = (first - killed) / 1e9;
    double draining = Math.max(0.001, (last.written().join() - first) / 1e9);
    double worked = (last.sent() - killed) / 1e9;
    context.note(
        String.format(
            Locale.ROOT,
            "output resumed after %.1f s; what came in %.1f s was then worked off in %.1f s: %.1f times the live rate of %d/s",
            silent,
            worked,
            draining,
            worked / draining,
            context.rate()));
  }
}
