/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Plays faults one after the other on one stack; a new one after a round that went wrong. */
public final class Suite implements AutoCloseable {

  /** Shown as soon as a round is over; the others at the end. */
  private static final int FIRST_DIFFERENCES = 2;

  private final Path home;
  private final boolean quick;
  private final Consumer<String> progress;
  private FaultStack stack;
  private int rounds;
  private int stacks;

  /**
   * Prepares a suite.
   *
   * @param home folder of data and logs
   * @param quick whether outages are as short as they can be
   * @param progress takes a line at a time
   */
  public Suite(Path home, boolean quick, Consumer<String> progress) {
    this.home = home;
    this.quick = quick;
    this.progress = progress;
  }

  /**
   * Plays faults.
   *
   * @param roundsOfEach how often each; as often as the fault says when it is empty
   */
  public List<RoundResult> playFaults(List<Fault> faults, long seed, OptionalInt roundsOfEach) {
    List<RoundResult> results = new ArrayList<>();
    for (Fault fault : faults) {
      int count = roundsOfEach.orElse(fault.rounds());
      for (int round = 1; round <= count; round++) {
        long begin = System.nanoTime();
        RoundResult result = playFaults(fault, seed + round - 1);
        results.add(result);
        progress.accept(
            String.format(
                Locale.ROOT,
                "  %-22s round %2d of %2d  %-9s %6d events  %5.1f s",
                fault.name(),
                round,
                count,
                result.survived() ? "survived" : "LOST",
                result.events(),
                (System.nanoTime() - begin) / 1e9));
        result.notes().forEach(note -> progress.accept("      " + note));
        result.differences().stream()
            .limit(FIRST_DIFFERENCES)
            .forEach(difference -> progress.accept("      " + difference));
      }
    }
    return results;
  }

  /** Plays one round. */
  public RoundResult playFaults(Fault fault, long seed) {
    try {
      RoundResult result = new Round(stack(), fault, seed, ++rounds, quick).playRound();
      if (!result.survived()) {
        close();
      }
      return result;
    } catch (StackException broken) {
      close();
      return RoundResult.createBroken(fault.name(), broken.getMessage());
    }
  }

  private FaultStack stack() {
    if (stack == null) {
      FaultStack fresh = new FaultStack(home.resolve("stack-" + ++stacks));
      stack = fresh;
      fresh.startAll();
    }
    return stack;
  }

  @Override
  public void close() {
    if (stack != null) {
      stack.close();
      stack = null;
    }
  }
}
