/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.elasticsearch.BulkResponse.ErrorText;
import java.time.Duration;

/**
 * Documents could not be written for as long as the options allow. Nothing is lost: the job starts
 * again from its last completed checkpoint.
 */
public final class ElasticsearchUnavailableException extends RuntimeException {

  ElasticsearchUnavailableException(
      BulkItemOutcome cause, int documents, int attempts, Duration limit, ErrorText error) {
    super(
        String.format(
            "Elasticsearch has not accepted %d documents for %d s (elasticsearch.retry-limit), after %d"
                + " requests. Last answer: %s (%s: %s). Check %s.",
            documents,
            limit.toSeconds(),
            attempts,
            cause.label(),
            error.type(),
            error.reason(),
            cause.advice()));
  }
}
