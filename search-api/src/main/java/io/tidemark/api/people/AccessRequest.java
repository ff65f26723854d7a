/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.approvals.PersonRequest;
import io.tidemark.api.approvals.RequestState;
import java.time.Instant;
import java.util.List;

/**
 * A request for the right to view the usage of others. An approved one is the right.
 *
 * @param users whose usage is asked for
 * @param reason why; null when nothing was said
 * @param until end of the right; null for none
 * @param decidedBy who approved or denied it; null while it is pending
 * @param comment of who decided; null when nothing was said
 */
record AccessRequest(
    List<String> users,
    String reason,
    Instant until,
    RequestState state,
    String askedBy,
    String decidedBy,
    String comment)
    implements PersonRequest {

  AccessRequest {
    users = List.copyOf(users);
  }

  /** Whether it lets somebody view at a time. */
  boolean isRightAt(Instant time) {
    return state == RequestState.APPROVED && (until == null || time.isBefore(until));
  }

  AccessRequest decided(RequestState next, Instant end, String user, String said) {
    return new AccessRequest(users, reason, end, next, askedBy, user, said);
  }
}
