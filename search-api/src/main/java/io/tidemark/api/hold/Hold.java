/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import java.time.Instant;
import java.util.List;

/**
 * A legal hold: documents that are kept whatever deletes them.
 *
 * @param users whose documents are kept; empty for all of the tenant
 * @param from start of the time that they are about; null for none
 * @param to its end, exclusive; null for none
 * @param reason why; null when nothing was said
 */
public record Hold(List<String> users, Instant from, Instant to, String reason) {

  public Hold {
    users = List.copyOf(users);
  }
}
