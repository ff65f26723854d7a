/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The time in which a request may split searches, all of them together: it holds a thread of the
 * server. It begins with the first search that exceeds the limit of buckets.
 */
public final class SplitTime {

  static final Duration LIMIT = Duration.ofSeconds(20);

  /** Budgets of all tenants are evaluated one after the other. */
  static final Duration LIMIT_IN_BACKGROUND = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private final long limitNanos;
  private BucketLimitException excess;
  private long begun;

  SplitTime(LongSupplier nanoTime, long limitNanos) {
    this.nanoTime = nanoTime;
    this.limitNanos = limitNanos;
  }

  /** The time of the request of this thread; without a request, of one task in the background. */
  public static SplitTime findForRequest() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      return new SplitTime(System::nanoTime, LIMIT_IN_BACKGROUND.toNanos());
    }
    String name = SplitTime.class.getName();
    if (request.getAttribute(name, RequestAttributes.SCOPE_REQUEST) instanceof SplitTime known) {
      return known;
    }
    SplitTime time = new SplitTime(System::nanoTime, LIMIT.toNanos());
    request.setAttribute(name, time, RequestAttributes.SCOPE_REQUEST);
    return time;
  }

  /** Begins, unless an earlier search exceeded the limit. */
  public void beginAt(BucketLimitException exceeded) {
    if (excess == null) {
      excess = exceeded;
      begun = nanoTime.getAsLong();
    }
  }

  /**
   * Makes sure that one more search may be sent.
   *
   * @throws BucketLimitException when the time is over
   */
  public void requireTime() {
    if (excess != null && nanoTime.getAsLong() - begun >= limitNanos) {
      throw excess;
    }
  }
}
