/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import io.tidemark.testkit.events.CallJson;
import io.tidemark.testkit.events.CallMaker;
import io.tidemark.testkit.events.GeneratedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls that are sent through intake. They are made apart from the load, whose sender waits while
 * the broker is away.
 */
public final class IntakeCalls {

  /** The tenant of all of them. */
  public static final String TENANT = Load.TENANTS.get(0);

  private static final int BATCH = 20;
  private static final int SPAN_MILLIS = (int) Duration.ofMinutes(30).toMillis();

  private final Random random;
  private final CallMaker calls;
  private final CallJson json = new CallJson();
  private final long end;
  private int number;

  /**
   * Prepares calls.
   *
   * @param end all of them are in the half hour before it, milliseconds since 1970
   */
  public IntakeCalls(long end, Random random) {
    this.end = end;
    this.random = random;
    calls = Load.createCallMaker(random);
  }

  /** The next batch. */
  public List<Outgoing> nextBatch() {
    List<Outgoing> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      GeneratedCall call = calls.createCall(end - 1 - random.nextInt(SPAN_MILLIS));
      call.changeTenant(TENANT);
      call.changeRequestId("intake-" + ++number);
      batch.add(Outgoing.createCall(json.write(call)));
    }
    return batch;
  }
}
