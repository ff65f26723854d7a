/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;

/** The rejection of a search for parts of names by a cluster that does not allow such searches. */
final class ExpensiveQueries {

  /** The cluster setting, which the rejection names. */
  private static final String SETTING = "search.allow_expensive_queries";

  private ExpensiveQueries() {}

  static boolean areCauseOf(String message) {
    return message.contains(SETTING);
  }

  /** 409: no later attempt succeeds while the cluster has this setting. */
  static ProblemException createProblem() {
    return ProblemException.conflict(
        "search-not-allowed",
        "The Elasticsearch cluster does not allow searches for parts of names: it needs "
            + SETTING
            + ".");
  }
}
