/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Keeps erasures without a limit in time. */
@Component
class Tombstones {

  private final SettingStore store;
  private final ErasureKind kind;
  private final SettingViews views;
  private final SettingView<Erasure> view;

  Tombstones(SettingStore store, ErasureKind kind, SettingViews views) {
    this.store = store;
    this.kind = kind;
    this.views = views;
    this.view = views.open(kind);
  }

  /** Takes what was written, also by other instances. */
  void refresh() {
    views.refresh();
  }

  /** Tenants with erasures, as of the last refresh. */
  Set<String> tenants() {
    return view.tenants();
  }

  /** Erasures of a tenant, as of the last refresh. */
  List<SettingEntry<Erasure>> listKnown(String tenant) {
    return view.list(tenant);
  }

  /** Erasures of a tenant: they have no limit, and are read as far as they are new. */
  List<SettingEntry<Erasure>> listErasures(String tenant) {
    views.refresh();
    return view.list(tenant);
  }

  /** One erasure of a tenant. */
  Optional<SettingEntry<Erasure>> findErasure(String tenant, String id) {
    return store.find(Scope.ofTenant(tenant), kind, id).map(setting -> store.read(kind, setting));
  }

  /**
   * Stores an erasure, or the next step of it.
   *
   * @param before the step before, as it was read
   * @return empty when it changed since
   */
  Optional<SettingEntry<Erasure>> writeErasure(
      String tenant, String user, String id, Optional<Setting> before, Erasure erasure) {
    // The routes have checked who may erase, and steps follow by themselves.
    Scope writer = new Scope(tenant, user, true, new TreeSet<>());
    Precondition unchanged =
        before
            .map(setting -> new Precondition(setting.etag(), null))
            .orElse(new Precondition(null, "*"));
    try {
      Setting stored =
          store
              .put(writer, kind, id, false, ErasureKind.writeErasure(erasure), unchanged)
              .setting();
      views.refresh();
      return Optional.of(new SettingEntry<>(stored, erasure));
    } catch (ProblemException e) {
      if (e.kind().equals(ProblemException.PRECONDITION_FAILED)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
