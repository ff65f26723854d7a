/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.AdmittingOperator;
import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.admission.PassThroughOperator;
import io.tidemark.job.workload.WorkloadOptions;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How events enter the topology behind their source.
 *
 * @param type what crosses the network: the events themselves, or batches of rows
 * @param operator creates the operator
 * @param writesRecords whether it writes a record for each event
 * @param <E> the event
 * @param <R> what crosses the network
 */
public record Admission<E, R>(
    TypeInformation<R> type, Factory<E, R> operator, boolean writesRecords) {

  /** Creates the operator of a workload. */
  @FunctionalInterface
  public interface Factory<E, R> {
    AdmittingOperator<E, R> create(String workload, EventAccess<E> access, WorkloadOptions options);
  }

  /** Passes events on as they are. */
  public static <E> Admission<E, E> passThrough(TypeInformation<E> type) {
    return new Admission<>(type, PassThroughOperator::new, false);
  }
}
