/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.memory;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The memory of one answer. */
public final class Lease implements AutoCloseable {

  /** Growing costs a lock: it goes by steps. */
  private static final long STEP = 64 << 10;

  private final AnswerMemory memory;
  private final String tenant;
  private long taken;
  private long reserved;
  private long wanted;

  Lease(AnswerMemory memory, String tenant, long reserved) {
    this.memory = memory;
    this.tenant = tenant;
    this.taken = reserved;
    this.reserved = reserved;
  }

  /** The outcome of a request for more. */
  public enum Growth {
    GRANTED,
    /** There is not so much at the moment. */
    NO_ROOM,
    /** One answer never gets so much. */
    TOO_LARGE
  }

  /** The most that it can cover, in bytes. */
  public long most() {
    return memory.mostOfOne();
  }

  /** Makes sure that the lease covers {@code bytes}; does not wait. */
  public synchronized Growth growTo(long bytes) {
    wanted = bytes;
    if (bytes <= taken) {
      return Growth.GRANTED;
    }
    if (bytes > memory.mostOfOne()) {
      return Growth.TOO_LARGE;
    }
    long more = Math.max(STEP, bytes - taken);
    if (!memory.grow(tenant, more)) {
      return Growth.NO_ROOM;
    }
    taken += more;
    return Growth.GRANTED;
  }

  /** The answer is complete: what is above its size is given back. */
  public synchronized void settle() {
    shrinkTo(Math.min(wanted, taken));
  }

  private void shrinkTo(long bytes) {
    memory.release(tenant, taken - bytes, reserved);
    taken = bytes;
    reserved = 0;
  }

  /**
   * Holds the rest until the request of this thread is answered; without a request gives it back.
   */
  public void keepForRequest() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      close();
      return;
    }
    String name = Lease.class.getName() + '@' + System.identityHashCode(this);
    request.registerDestructionCallback(name, this::close, RequestAttributes.SCOPE_REQUEST);
  }

  @Override
  public synchronized void close() {
    shrinkTo(0);
  }
}
