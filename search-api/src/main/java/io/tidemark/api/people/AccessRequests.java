/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ViewRights;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.approvals.RequestStore;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingViews;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Keeps requests for the right to view, and knows the rights that they give. */
@Component
class AccessRequests extends RequestStore<AccessRequest> implements ViewRights {

  private final Clock clock;

  AccessRequests(SettingStore store, AccessRequestKind kind, SettingViews views, Clock clock) {
    super(store, kind, views, clock);
    this.clock = clock;
  }

  @Override
  public Collection<String> listUsers(Scope caller) {
    Instant now = clock.instant();
    return listRead(caller.tenant()).stream()
        .map(SettingEntry::value)
        .filter(request -> request.askedBy().equals(caller.user()))
        .filter(request -> request.isRightAt(now))
        .flatMap(request -> request.users().stream())
        .toList();
  }

  /** Stores a decision, unless the request changed since it was read. */
  SettingEntry<AccessRequest> decideRequest(
      Scope scope, SettingEntry<AccessRequest> pending, AccessRequest decided) {
    RequestState state = pending.value().state();
    // Somebody who may decide takes back what was approved, too.
    boolean takesBack = state == RequestState.APPROVED && decided.state() == RequestState.DENIED;
    return replace(scope, pending, state, state == RequestState.PENDING || takesBack, decided);
  }
}
