/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Model calls in large numbers, the same for the same {@link EventVolume}: in the order of time but
 * for a delay of up to a minute, with 2 % of them sent a second time. After the last, each
 * partition gets one call that is late enough in event time to close all hours before it.
 */
public final class CallGenerator {

  private static final long MAX_LATENESS = 3_600_000;

  /** A call is sent again within this many calls. */
  private static final int RESENT_WITHIN = 4096;

  private final EventVolume volume;
  private final SplittableRandom random;
  private final CallMaker calls;
  private final GeneratedCall[] recent = new GeneratedCall[RESENT_WITHIN];

  public CallGenerator(EventVolume volume) {
    this.volume = volume;
    random = new SplittableRandom(volume.seed());
    Callers callers = new PlatformCallers(random.split(), volume.groups());
    calls = new CallMaker(callers, random, false);
  }

  /**
   * Makes all calls, in the order in which they are sent.
   *
   * @param first takes each call that was not there before; reused
   * @param sent takes every call; reused
   */
  public void generate(Consumer<GeneratedCall> first, Consumer<GeneratedCall> sent) {
    for (long i = 0; i < volume.events(); i++) {
      long requests = calls.requests();
      int place = (int) (requests % RESENT_WITHIN);
      if (requests > 0 && random.nextDouble() < EventVolume.DUPLICATES) {
        GeneratedCall again = recent[random.nextInt((int) Math.min(requests, RESENT_WITHIN))];
        again.partition = (int) (i % volume.partitions());
        sent.accept(again);
        continue;
      }
      GeneratedCall call = recent[place] == null ? new GeneratedCall() : recent[place];
      recent[place] = call;
      fill(call, i);
      first.accept(call);
      sent.accept(call);
    }
    for (int partition = 0; partition < volume.partitions(); partition++) {
      sent.accept(createClosingCall(partition));
    }
  }

  private void fill(GeneratedCall call, long number) {
    calls.chooseGroup(call);
    call.partition = (int) (number % volume.partitions());
    long delayed =
        volume.spread(number, volume.events()) - Draws.drawDelay(random, EventVolume.MAX_DELAY);
    // Never before the start, so that each call has its hour.
    call.eventTime = Math.max(volume.start(), delayed - drawLateness(call));
    calls.chooseOutcome(call);
  }

  private long drawLateness(GeneratedCall call) {
    boolean late =
        switch (volume.late()) {
          case NONE -> false;
          case ANY_CALL -> random.nextInt(100) == 0;
          case SOME_CALLERS -> call.group.number() % 100 == 0;
        };
    return late ? random.nextLong(MAX_LATENESS) : 0;
  }

  private GeneratedCall createClosingCall(int partition) {
    GeneratedCall call = new GeneratedCall();
    fill(call, volume.events() - 1);
    call.partition = partition;
    call.eventTime = volume.closingTime();
    return call;
  }
}
