/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.approvals;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.fingerprint.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps requests that some people make and others decide. Any person may ask, and a decision needs
 * no role: the routes check who may do either.
 *
 * @param <R> one request
 */
public abstract class RequestStore<R extends PersonRequest> {

  /** Requests of one person that wait for a decision. */
  static final int MOST_PENDING = 100;

  /** The same for all people of a tenant. */
  static final int MOST_PENDING_OF_TENANT = 10_000;

  /** How long a request stays after its end. */
  static final Duration KEPT = Duration.ofDays(90);

  /** A new request removes so many old ones, so that they do not become more and more. */
  private static final int MOST_REMOVED = 5;

  private static final int ID_BYTES = 6;

  private final SettingStore store;
  private final RequestKind<R> kind;
  private final SettingViews views;
  private final SettingView<R> view;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  protected RequestStore(SettingStore store, RequestKind<R> kind, SettingViews views, Clock clock) {
    this.store = store;
    this.kind = kind;
    this.views = views;
    this.view = views.open(kind);
    this.clock = clock;
  }

  /** Requests of a tenant, the newest first. */
  public List<SettingEntry<R>> list(String tenant) {
    views.refresh();
    return view.list(tenant).stream()
        .sorted((one, other) -> other.setting().changedAt().compareTo(one.setting().changedAt()))
        .toList();
  }

  /** Requests of a tenant as they were read last, without a query. */
  protected List<SettingEntry<R>> listRead(String tenant) {
    return view.list(tenant);
  }

  /** One request of a tenant. */
  public Optional<SettingEntry<R>> find(String tenant, String id) {
    return store.find(Scope.ofTenant(tenant), kind, id).map(setting -> store.read(kind, setting));
  }

  /** Stores a new request. */
  public SettingEntry<R> create(Scope scope, R request) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return create(scope, bytes, request);
  }

  /**
   * Stores a request of which there may be one.
   *
   * @param key identifies it in the tenant
   * @return empty when there is one already
   */
  protected Optional<SettingEntry<R>> createOnce(Scope scope, String key, R request) {
    try {
      return Optional.of(create(scope, Arrays.copyOf(Sha256.digest(key), ID_BYTES), request));
    } catch (ProblemException e) {
      if (e.kind().equals(ProblemException.PRECONDITION_FAILED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SettingEntry<R> create(Scope scope, byte[] id, R request) {
    views.refresh();
    removeEnded(scope.tenant());
    if (request.state() == RequestState.PENDING) {
      requireRoom(scope.tenant(), request.askedBy());
    }
    return write(
        scope, "req-" + HexFormat.of().formatHex(id), request, new Precondition(null, "*"));
  }

  private void requireRoom(String tenant, String user) {
    List<R> pending =
        view.list(tenant).stream()
            .map(SettingEntry::value)
            .filter(request -> request.state() == RequestState.PENDING)
            .toList();
    if (pending.size() >= MOST_PENDING_OF_TENANT) {
      throw ProblemException.conflict(
          "too-many",
          MOST_PENDING_OF_TENANT + " requests wait for a decision already; decide some first.");
    }
    if (pending.stream().filter(request -> request.askedBy().equals(user)).count()
        >= MOST_PENDING) {
      throw ProblemException.conflict(
          "too-many",
          MOST_PENDING + " of your requests wait for a decision already; await some first.");
    }
  }

  private void removeEnded(String tenant) {
    Instant latest = clock.instant().minus(KEPT);
    view.list(tenant).stream()
        .filter(entry -> findEnd(entry).filter(end -> end.isBefore(latest)).isPresent())
        .limit(MOST_REMOVED)
        .forEach(entry -> store.deleteEnded(kind, entry.setting()));
  }

  /** Since when nothing follows from a request; empty while something may. */
  protected Optional<Instant> findEnd(SettingEntry<R> entry) {
    return entry.value().state() == RequestState.DENIED
        ? Optional.of(entry.setting().changedAt())
        : Optional.ofNullable(entry.value().until());
  }

  /**
   * Stores a decision, unless the request changed since it was read.
   *
   * @param state of the request as it was read
   * @param mayDecide whether a decision is possible in this state
   */
  protected SettingEntry<R> replace(
      Scope scope, SettingEntry<R> before, RequestState state, boolean mayDecide, R decided) {
    if (!mayDecide) {
      throw ProblemException.conflict("decided", "This request was " + state.id() + " already.");
    }
    return write(
        scope,
        before.setting().address().id(),
        decided,
        new Precondition(before.setting().etag(), null));
  }

  private SettingEntry<R> write(Scope scope, String id, R request, Precondition condition) {
    Scope writer = new Scope(scope.tenant(), scope.user(), true, new TreeSet<>());
    Setting stored = store.put(writer, kind, id, false, kind.write(request), condition).setting();
    views.refresh();
    return new SettingEntry<>(stored, request);
  }
}
