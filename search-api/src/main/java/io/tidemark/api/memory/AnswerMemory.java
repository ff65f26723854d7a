/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.memory;

import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The heap that answers of Elasticsearch may take, all requests together. A heavy request reserves
 * its part before it asks and waits for it; a light one takes its part while it reads. No tenant
 * can take more than half, and the last quarter is for tenants that hold little.
 */
@Component
public class AnswerMemory {

  /** A request that expects less than this does not reserve, and so never waits. */
  public static final long LIGHT = 2L << 20;

  /** How long a heavy request waits; also its Retry-After. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** The API itself lives in some 80 MB. */
  private static final long BASE = 96L << 20;

  private static final long LEAST = 16L << 20;

  /** A waiting request holds a thread of the server, of which there are 64. */
  private static final int MOST_WAITING = 24;

  private static final int MOST_WAITING_OF_TENANT = 8;

  /** The last quarter is for tenants that hold no more than such a part. */
  private static final int LITTLE = 16;

  private final long total;
  private final long longestWaitNanos;
  private final Map<String, Part> tenants = new HashMap<>();
  private final Part all = new Part();

  /** The bytes that are in use, and how many requests wait. */
  private static final class Part {
    private long used;
    private long reserved;
    private int waiting;

    private boolean isEmpty() {
      return used == 0 && waiting == 0;
    }
  }

  @Autowired
  AnswerMemory() {
    // Half of what the API itself does not need: the other half is for garbage and for writing.
    this(Math.max(LEAST, (Runtime.getRuntime().maxMemory() - BASE) / 2), LONGEST_WAIT);
  }

  AnswerMemory(long total, Duration longestWait) {
    this.total = total;
    this.longestWaitNanos = longestWait.toNanos();
  }

  /** The most that one answer may take. */
  public long mostOfOne() {
    return total / 8 * 3;
  }

  /**
   * Memory for the answer to one search, to be released.
   *
   * @param expected bytes that the answer is expected to take at most
   * @throws ProblemException 429 when others, or the tenant itself, hold too much for too long
   */
  public Lease lease(String tenant, long expected) {
    return expected <= LIGHT ? new Lease(this, tenant, 0) : reserve(tenant, expected);
  }

  /** The same, reserved however little it is. */
  public Lease reserve(String tenant, long expected) {
    long bytes = Math.min(expected, mostOfOne());
    awaitRoom(tenant, bytes);
    return new Lease(this, tenant, bytes);
  }

  private synchronized void awaitRoom(String tenant, long bytes) {
    Part own = tenants.computeIfAbsent(tenant, name -> new Part());
    long deadline = System.nanoTime() + longestWaitNanos;
    boolean mayWait = all.waiting < MOST_WAITING && own.waiting < MOST_WAITING_OF_TENANT;
    all.waiting++;
    own.waiting++;
    try {
      while (!isFree(own, bytes)) {
        long left = deadline - System.nanoTime();
        if (!mayWait || left <= 0) {
          throw tooManyLargeAnswers();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      take(own, bytes);
      all.reserved += bytes;
      own.reserved += bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooManyLargeAnswers();
    } finally {
      all.waiting--;
      own.waiting--;
      forgetIfEmpty(tenant, own);
    }
  }

  private boolean isFree(Part own, long bytes) {
    return fits(own, bytes)
        && all.reserved + bytes <= total / 4 * 3
        && own.reserved + bytes <= mostOfOne();
  }

  private boolean fits(Part own, long bytes) {
    long left = total - all.used - bytes;
    long ownAfter = own.used + bytes;
    return left >= 0 && ownAfter <= total / 2 && (left >= total / 4 || ownAfter <= total / LITTLE);
  }

  /** Takes more without waiting; false when there is not so much. */
  synchronized boolean grow(String tenant, long bytes) {
    Part own = tenants.computeIfAbsent(tenant, name -> new Part());
    boolean fits = fits(own, bytes);
    if (fits) {
      take(own, bytes);
    }
    forgetIfEmpty(tenant, own);
    return fits;
  }

  private void take(Part own, long bytes) {
    all.used += bytes;
    own.used += bytes;
  }

  /** Gives back {@code bytes}, of which {@code reserved} were reserved. */
  synchronized void release(String tenant, long bytes, long reserved) {
    Part own = tenants.get(tenant);
    if (own == null) {
      return;
    }
    take(own, -bytes);
    all.reserved -= reserved;
    own.reserved -= reserved;
    forgetIfEmpty(tenant, own);
    notifyAll();
  }

  private void forgetIfEmpty(String tenant, Part own) {
    if (own.isEmpty()) {
      tenants.remove(tenant);
    }
  }

  /** Bytes that are taken now. */
  synchronized long used() {
    return all.used;
  }

  /** 429: there is no memory for a large answer now. */
  public static ProblemException tooManyLargeAnswers() {
    return ProblemException.tooManyRequests(
        "Too many large answers are being read; try again later, or ask for less.", LONGEST_WAIT);
  }
}
