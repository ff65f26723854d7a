/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import java.time.Instant;

/** The answers over 30 days that are timed for one large tenant. */
enum TenantQuestion {
  SUMMARY("summary", "/model-calls/summary?"),
  TREND("trend by model", "/model-calls/trend?metric=calls&interval=day&group_by=model&limit=8&"),
  DISTRIBUTION(
      "distribution by user", "/model-calls/distribution?metric=calls&group_by=user_id&limit=8&");

  private final String title;
  private final String route;

  TenantQuestion(String title, String route) {
    this.title = title;
    this.route = route;
  }

  /** As tables name it. */
  String title() {
    return title;
  }

  /** The request for the 30 days until now. */
  String path() {
    return route + "range=30d";
  }

  /** The request for a range, whatever the time is when it is sent. */
  String path(Instant from, Instant to) {
    return route + "from=" + from + "&to=" + to;
  }
}
