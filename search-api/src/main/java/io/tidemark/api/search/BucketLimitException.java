/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** 400: a search would make more buckets than one answer may have; parts of it may make fewer. */
public final class BucketLimitException extends ProblemException {

  private static final long serialVersionUID = 1L;

  public BucketLimitException(long limit) {
    super(
        HttpStatus.BAD_REQUEST,
        TOO_LARGE,
        "The search would make more buckets than one answer may have; ask for days, a shorter"
            + " range, fewer series, or filter.",
        Map.of("limit", limit));
  }
}
