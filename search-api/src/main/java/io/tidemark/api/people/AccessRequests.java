/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ViewRights;
import io.tidemark.api.people.AccessRequest.State;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Keeps requests, and knows what they grant. */
@Component
class AccessRequests implements ViewRights {

  private static final int ID_BYTES = 6;

  private final SettingStore store;
  private final AccessRequestKind kind;
  private final SettingViews views;
  private final SettingView<AccessRequest> view;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AccessRequests(SettingStore store, AccessRequestKind kind, SettingViews views, Clock clock) {
    this.store = store;
    this.kind = kind;
    this.views = views;
    this.view = views.open(kind);
    this.clock = clock;
  }

  @Override
  public Collection<String> listUsers(Scope caller) {
    Instant now = clock.instant();
    return view.list(caller.tenant()).stream()
        .map(SettingEntry::value)
        .filter(request -> request.askedBy().equals(caller.user()))
        .filter(request -> request.isRightAt(now))
        .flatMap(request -> request.users().stream())
        .toList();
  }

  /** Requests of a tenant, the newest first. */
  List<SettingEntry<AccessRequest>> list(String tenant) {
    return store.listValues(kind, tenant).stream()
        .sorted((one, other) -> other.setting().changedAt().compareTo(one.setting().changedAt()))
        .toList();
  }

  /** One request of a tenant. */
  Optional<SettingEntry<AccessRequest>> find(String tenant, String id) {
    return store
        .find(Scope.ofTenant(tenant), kind, id)
        .map(setting -> new SettingEntry<>(setting, kind.parse(id, setting.body())));
  }

  /** Stores a new request. */
  SettingEntry<AccessRequest> create(Scope scope, AccessRequest request) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = "req-" + HexFormat.of().formatHex(bytes);
    return write(scope, id, request, new Precondition(null, "*"));
  }

  /** Stores a decision, unless the request changed since it was read. */
  SettingEntry<AccessRequest> decide(
      Scope scope, SettingEntry<AccessRequest> pending, AccessRequest decided) {
    // Somebody who may decide takes back what was approved, too.
    boolean takesBack =
        pending.value().state() == State.APPROVED && decided.state() == State.DENIED;
    if (pending.value().state() != State.PENDING && !takesBack) {
      throw ProblemException.conflict(
          "decided", "This request was " + pending.value().state().id() + " already.");
    }
    return write(
        scope,
        pending.setting().address().id(),
        decided,
        new Precondition(pending.setting().etag(), null));
  }

  private SettingEntry<AccessRequest> write(
      Scope scope, String id, AccessRequest request, Precondition condition) {
    // Anybody may ask, and managers need no role: the routes have checked who may do what.
    Scope writer = new Scope(scope.tenant(), scope.user(), true, new TreeSet<>());
    Setting stored =
        store.put(writer, kind, id, false, AccessRequestKind.write(request), condition).setting();
    views.refresh();
    return new SettingEntry<>(stored, request);
  }
}
