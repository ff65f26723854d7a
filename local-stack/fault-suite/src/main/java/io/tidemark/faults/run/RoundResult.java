/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import java.util.List;

/**
 * The result of a round.
 *
 * @param events records that were sent
 * @param documents documents that were compared
 * @param lost events or documents that are missing
 * @param doubled events or documents that are there twice or should not be there
 * @param wrong documents with a wrong field
 * @param recoveries seconds from a fault until new output
 * @param notes measurements of the fault itself
 * @param differences one line for each document that is not right, or what went wrong otherwise
 */
public record RoundResult(
    String fault,
    long events,
    long documents,
    long lost,
    long doubled,
    long wrong,
    List<Double> recoveries,
    List<String> notes,
    List<String> differences) {

  /** A round that could not be brought to its end. */
  static RoundResult createBroken(String fault, String what) {
    return new RoundResult(fault, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(what));
  }

  /** Whether the fault was survived. */
  public boolean survived() {
    return differences.isEmpty();
  }
}
