/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
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
public abstract class RequestStore<R> {

  private static final int ID_BYTES = 6;

  private final SettingStore store;
  private final RequestKind<R> kind;
  private final SettingViews views;
  private final SettingView<R> view;
  private final SecureRandom random = new SecureRandom();

  protected RequestStore(SettingStore store, RequestKind<R> kind, SettingViews views) {
    this.store = store;
    this.kind = kind;
    this.views = views;
    this.view = views.open(kind);
  }

  /** Requests of a tenant, the newest first. */
  public List<SettingEntry<R>> list(String tenant) {
    return store.listValues(kind, tenant).stream()
        .sorted((one, other) -> other.setting().changedAt().compareTo(one.setting().changedAt()))
        .toList();
  }

  /** Requests of a tenant as they were read last, without a query. */
  protected List<SettingEntry<R>> listRead(String tenant) {
    return view.list(tenant);
  }

  /** One request of a tenant. */
  public Optional<SettingEntry<R>> find(String tenant, String id) {
    return store
        .find(Scope.ofTenant(tenant), kind, id)
        .map(setting -> new SettingEntry<>(setting, kind.parse(id, setting.body())));
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
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return Optional.of(create(scope, Arrays.copyOf(digest, ID_BYTES), request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    } catch (ProblemException e) {
      if (e.kind().equals(ProblemException.PRECONDITION_FAILED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SettingEntry<R> create(Scope scope, byte[] id, R request) {
    return write(
        scope, "req-" + HexFormat.of().formatHex(id), request, new Precondition(null, "*"));
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
