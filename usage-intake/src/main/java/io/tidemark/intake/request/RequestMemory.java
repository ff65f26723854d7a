/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that requests may take together. A request reserves what it is about to allocate, so
 * that one that is too large gets an answer instead of ending the service for all tenants.
 */
public final class RequestMemory {

  private final long total;
  private final AtomicLong free;

  /**
   * @param total bytes of all requests that are read at the same time
   */
  public RequestMemory(long total) {
    this.total = total;
    free = new AtomicLong(total);
  }

  /** The share of a request, which takes nothing yet. */
  public Share openShare() {
    return new Share();
  }

  /** Bytes that no request holds. */
  public long free() {
    return free.get();
  }

  /** The memory that one request holds. Belongs to one thread. */
  public final class Share implements AutoCloseable {
    private long held;

    private Share() {}

    /**
     * Takes more.
     *
     * @throws IntakeException 413 when the request needs more than there is, 503 when others have
     *     it
     */
    public void reserve(long bytes) {
      if (held + bytes > total) {
        throw IntakeException.createError(
            413,
            "The request takes more than "
                + total
                + " bytes of memory to read. Send fewer items in a request, or raise the heap of"
                + " intake or tidemark.intake.memory.");
      }
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw IntakeException.createRetryable(
            503, "Too many large requests at the same time.", Duration.ofSeconds(1));
      }
      held += bytes;
    }

    /** Gives back as many bytes. */
    public void giveBack(long bytes) {
      keepOnly(held - bytes);
    }

    /** Gives back all but as many bytes. */
    public void keepOnly(long bytes) {
      long more = Math.max(0, held - bytes);
      held -= more;
      free.addAndGet(more);
    }

    @Override
    public void close() {
      keepOnly(0);
    }
  }
}
