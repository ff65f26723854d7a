/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;
import java.util.Set;

/** Recognizes writes to an index that takes none, while it can still be read. */
final class WriteBlock {

  private static final String TYPE = "cluster_block_exception";

  /** 403 for an index that an operator made read-only, 429 where Elasticsearch lacks disk. */
  private static final Set<Integer> STATUSES = Set.of(403, 429);

  private WriteBlock() {}

  /** Whether a request or an item of a bulk request failed for this reason. */
  static boolean isCauseOf(int status, String error) {
    return STATUSES.contains(status) && error.contains(TYPE);
  }

  /** 503 with what an operator has to look at. */
  static ProblemException createProblem() {
    return ProblemException.unavailable(
        "Elasticsearch takes no writes: its disk is almost full, or an index is read-only.",
        ElasticsearchBreaker.PAUSE);
  }
}
