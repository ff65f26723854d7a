/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.workload.WorkloadOptions;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * The keyed step that counts each event once and adds it to its window.
 *
 * @param uid behind the id of the workload: the uid of the operator, never to be changed
 * @param name of the operator
 * @param key of its state
 * @param keyType type of the key
 * @param operator creates the operator
 * @param outputs its outputs other than windows
 * @param <R> what crosses the network
 * @param <K> the key
 */
public record Counting<R, K>(
    String uid,
    String name,
    KeySelector<R, K> key,
    TypeInformation<K> keyType,
    Function<WorkloadOptions, OneInputStreamOperator<R, PartialAggregate>> operator,
    Set<Output> outputs) {

  /** The outputs of the step other than windows. */
  public enum Output {
    /** A record for each run. */
    RECORDS,
    /** Changes of the levels of concurrency. */
    LEVELS,
    /** Tokens of metrics, and windows with logs. */
    TOKEN_SIGNALS
  }

  public Counting {
    outputs = Set.copyOf(outputs);
  }
}
