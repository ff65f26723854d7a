/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * Accesses, the newest first.
 *
 * @param next value of {@code after} for the next page; null on the last one
 */
record AccessLogAnswer(
    Instant from, Instant to, List<AccessEntry> entries, @Schema(nullable = true) String next) {

  /**
   * One access.
   *
   * @param action {@code read_records}, {@code read_access_log}, {@code export}, {@code change} or
   *     {@code erase}
   * @param route path of the route
   * @param target what was in its placeholders; null for nothing
   * @param parameters of the query; null without any
   * @param status of the answer
   */
  record AccessEntry(
      Instant at,
      String user,
      String action,
      String method,
      String route,
      @Schema(nullable = true) String target,
      @Schema(nullable = true) String parameters,
      int status,
      String requestId) {}
}
