/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.approvals;

import java.time.Instant;

/** The members that all requests of people have. */
public interface PersonRequest {

  /** Whether it is decided, and how. */
  RequestState state();

  /** The user who made it. */
  String askedBy();

  /** End of what was asked for; null for none. */
  Instant until();
}
