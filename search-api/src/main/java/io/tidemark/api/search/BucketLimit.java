/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limit of buckets in one answer, {@code search.max_buckets} of the cluster. Its status is 503
 * up to Elasticsearch 8.7, but the same search exceeds it again.
 */
final class BucketLimit {

  private static final Pattern EXCEEDED =
      Pattern.compile(
          "\"too_many_buckets_exception\".*?\"max_buckets\"\\s*:\\s*([0-9]+)", Pattern.DOTALL);

  private BucketLimit() {}

  /** The problem of a search that exceeds it; empty when the search failed otherwise. */
  static Optional<BucketLimitException> findExcess(String error) {
    Matcher exceeded = EXCEEDED.matcher(error);
    return exceeded.find()
        ? Optional.of(new BucketLimitException(Long.parseLong(exceeded.group(1))))
        : Optional.empty();
  }
}
