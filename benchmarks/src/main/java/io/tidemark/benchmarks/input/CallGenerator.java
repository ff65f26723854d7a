/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Model calls, the same for the same {@link InputSize}: in the order of time but for a delay of up
 * to a minute, with 2 % of them sent a second time. After the last, each partition gets one call
 * that is late enough in event time to close all hours before it.
 */
public final class CallGenerator {

  /** 2026-01-05T00:00:00Z, the start of the first hour. */
  public static final long START = 1_767_571_200_000L;

  /** Out of order by this many milliseconds at most. */
  private static final int MAX_DELAY = 60_000;

  private static final long MAX_LATENESS = 3_600_000;

  private static final double DUPLICATES = 0.02;

  /** A call is sent again within this many calls. */
  private static final int RESENT_WITHIN = 4096;

  private final InputSize size;
  private final SplittableRandom random;
  private final CallPopulation population;
  private final GeneratedCall[] recent = new GeneratedCall[RESENT_WITHIN];
  private long requests;

  public CallGenerator(InputSize size) {
    this.size = size;
    random = new SplittableRandom(size.seed());
    population = new CallPopulation(random.split(), size.groups());
  }

  /**
   * Makes all calls, in the order in which they are sent.
   *
   * @param first takes each call that was not there before; reused
   * @param sent takes every call; reused
   */
  public void generate(Consumer<GeneratedCall> first, Consumer<GeneratedCall> sent) {
    for (long i = 0; i < size.events(); i++) {
      int place = (int) (requests % RESENT_WITHIN);
      if (requests > 0 && random.nextDouble() < DUPLICATES) {
        GeneratedCall again = recent[random.nextInt((int) Math.min(requests, RESENT_WITHIN))];
        again.partition = (int) (i % InputSize.PARTITIONS);
        sent.accept(again);
        continue;
      }
      GeneratedCall call = recent[place] == null ? new GeneratedCall() : recent[place];
      recent[place] = call;
      fill(call, i);
      first.accept(call);
      sent.accept(call);
    }
    for (int partition = 0; partition < InputSize.PARTITIONS; partition++) {
      sent.accept(closing(partition));
    }
  }

  private void fill(GeneratedCall call, long number) {
    call.group = population.pick(random, requests);
    call.requestNumber = requests++;
    call.partition = (int) (number % InputSize.PARTITIONS);
    call.eventTime = Math.max(START, eventTime(number) - lateness(call));
    call.clientAddress = random.nextInt(1 << 16);
    call.attempts = random.nextInt(50) == 0 ? 2 : 1;
    call.blocked = random.nextInt(300) == 0;
    call.statusCode = statusCode();
    fillWork(call);
  }

  private long eventTime(long number) {
    long sentAt = START + (long) ((double) number / size.events() * size.spanMillis());
    double share = random.nextDouble();
    long delay = (long) (share * share * share * share * MAX_DELAY);
    return sentAt - delay;
  }

  /** Never before the start, so that each call has its hour. */
  private long lateness(GeneratedCall call) {
    boolean late =
        switch (size.late()) {
          case NONE -> false;
          case ANY_CALL -> random.nextInt(100) == 0;
          case SOME_CALLERS -> call.group.number() % 100 == 0;
        };
    return late ? random.nextLong(MAX_LATENESS) : 0;
  }

  private int statusCode() {
    int dice = random.nextInt(1000);
    if (dice < 970) {
      return 200;
    }
    if (dice < 985) {
      return 429;
    }
    return dice < 995 ? 400 : 503;
  }

  private void fillWork(GeneratedCall call) {
    boolean reported = call.statusCode == 200 && random.nextInt(100) != 0;
    call.inputTokens = reported ? logNormal(1_200, 1.2) : GeneratedCall.ABSENT;
    call.cacheReadTokens = reported ? call.inputTokens * random.nextInt(10) / 10 : -1;
    boolean chats = call.group.model().operation().equals("chat");
    call.outputTokens = reported ? (chats ? logNormal(300, 1.0) : 0) : GeneratedCall.ABSENT;
    call.reasoningTokens = reported ? call.outputTokens * random.nextInt(5) / 10 : -1;
    call.latencyMillis = logNormal(chats ? 3_000 : 80, 0.8);
    call.timeToFirstTokenMillis =
        call.group.streams() ? Math.min(call.latencyMillis, logNormal(250, 0.6)) : -1;
  }

  private long logNormal(double median, double sigma) {
    return Math.round(median * Math.exp(sigma * gaussian()));
  }

  /** The sum of twelve uniform numbers is near enough, and fast. */
  private double gaussian() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private GeneratedCall closing(int partition) {
    GeneratedCall call = new GeneratedCall();
    fill(call, size.events() - 1);
    call.partition = partition;
    call.eventTime = START + size.spanMillis() + InputSize.CLOSES_AFTER_MILLIS;
    return call;
  }
}
