/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import java.io.Serializable;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Reads from an event what every workload needs.
 *
 * @param time when the event happened
 * @param countedAt the moment whose window the event counts in; differs from the time where an
 *     event reports something earlier
 * @param tenant the tenant, for dead letters
 * @param <E> the event
 */
public record EventAccess<E>(
    EventTime<E> time, EventTime<E> countedAt, SerializableFunction<E, String> tenant)
    implements Serializable {

  /** For events that count when they happened. */
  public static <E> EventAccess<E> countingAtTime(
      EventTime<E> time, SerializableFunction<E, String> tenant) {
    return new EventAccess<>(time, time, tenant);
  }
}
