/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import java.time.Instant;
import java.util.Locale;

/**
 * One access to data of a tenant.
 *
 * @param target what was in the path; empty for nothing
 * @param parameters of the query, without those that a route does not have
 * @param status of the answer
 */
record Access(
    String tenant,
    Instant at,
    String user,
    Action action,
    String method,
    String route,
    String target,
    String parameters,
    int status,
    String requestId) {

  /** An action of a user. */
  enum Action {
    READ_RECORDS,
    READ_ACCESS_LOG,
    EXPORT,
    CHANGE,
    ERASE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
