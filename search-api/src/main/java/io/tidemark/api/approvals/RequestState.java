/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.approvals;

import java.util.Locale;

/** Decision on a request of a person. */
public enum RequestState {
  PENDING,
  APPROVED,
  DENIED;

  /** The name in bodies. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
