/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.random.RandomGenerator;

/** Draws model calls one by one: who calls, the outcome, tokens and durations. */
public final class CallMaker {

  private static final int TEAMS = 3;

  private final Callers callers;
  private final RandomGenerator random;
  private final boolean varied;
  private long requests;

  /**
   * Creates a maker.
   *
   * @param varied whether some calls carry a channel, tags and error types
   */
  public CallMaker(Callers callers, RandomGenerator random, boolean varied) {
    this.callers = callers;
    this.random = random;
    this.varied = varied;
  }

  /** A new call at a time. */
  public GeneratedCall createCall(long time) {
    GeneratedCall call = new GeneratedCall();
    chooseGroup(call);
    call.eventTime = time;
    chooseOutcome(call);
    return call;
  }

  /** Calls that were made. */
  long requests() {
    return requests;
  }

  /** Chooses the caller of the next call. */
  void chooseGroup(GeneratedCall call) {
    call.group = callers.pick(random, requests);
    call.requestNumber = requests++;
  }

  /** Chooses all but caller and time. */
  void chooseOutcome(GeneratedCall call) {
    call.clientAddress = random.nextInt(1 << 16);
    call.attempts = random.nextInt(50) == 0 ? 2 : 1;
    call.blocked = random.nextInt(300) == 0;
    call.statusCode = drawStatusCode();
    chooseUsage(call);
    if (varied) {
      vary(call);
    }
  }

  private int drawStatusCode() {
    int dice = random.nextInt(1000);
    if (dice < 970) {
      return 200;
    }
    if (dice < 985) {
      return 429;
    }
    return dice < 995 ? 400 : 503;
  }

  private void chooseUsage(GeneratedCall call) {
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

  private void vary(GeneratedCall call) {
    call.errorType = call.statusCode >= 500 ? "server_error" : null;
    call.channel = random.nextInt(50) == 0 ? "playground" : null;
    call.team = random.nextInt(10) == 0 ? "t" + random.nextInt(TEAMS) : null;
  }

  private long logNormal(double median, double sigma) {
    return Draws.drawLogNormal(random, median, sigma);
  }
}
