/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.KeyedStateBackend;

/** The ids that one subtask has counted, in keyed state by bucket of the id space. */
public interface IdStore {

  /** No hour: nothing is left in a bucket. */
  long NONE = Long.MAX_VALUE;

  /** Receives the first id of a bucket, so that a timer removes the bucket in time. */
  @FunctionalInterface
  interface Begun {

    /** The bucket is the current key. {@code hour} is that of the id, in hours since 1970. */
    void first(int bucket, long hour);
  }

  /**
   * The store that suits the backend.
   *
   * @param horizon how long ids are remembered after the hour of their event
   * @param begun receives each bucket's first id
   */
  static IdStore open(
      RuntimeContext context, KeyedStateBackend<Integer> backend, Duration horizon, Begun begun) {
    return IdStates.open(context, backend, horizon, begun);
  }

  /**
   * Looks for an id and keeps it when it is new.
   *
   * @param high half of the fingerprint; its upper bits choose the bucket
   * @param low the other half
   * @param content 16 bits over the content
   * @param hour hours since 1970 of the event
   * @param liveFrom ids of hours before this one are forgotten
   */
  DedupResult checkAndAdd(long high, long low, short content, long hour, long liveFrom)
      throws Exception;

  /**
   * Drops ids of hours before {@code liveFrom}; the bucket is the current key.
   *
   * @param around an hour near those of all its ids
   * @return the oldest hour that is left, or {@link #NONE}
   */
  long forget(int bucket, long liveFrom, long around) throws Exception;

  /**
   * When to {@link #forget}.
   *
   * @param from the first moment at which an id of the bucket may be dropped
   */
  long forgetAt(int bucket, long from);

  /**
   * Reads the memory where an id would stand. Called for many ids before they are looked up, it
   * makes the processor wait for all of it at once; tables of ids are too big for its caches.
   *
   * @return any number; using it keeps the compiler from removing the access
   */
  long prefetch(long high, long low);

  /** Before a snapshot: what is changed after it must not be what the snapshot holds. */
  void beforeSnapshot();

  /** After a snapshot was written. Not called for every one. */
  void afterSnapshot();
}
