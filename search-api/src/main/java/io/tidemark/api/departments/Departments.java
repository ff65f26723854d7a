/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Finds the rules of departments, their fixed costs and pools. */
@Component
public class Departments {

  private final SettingViews views;
  private final SettingStore store;
  private final Kept<Allocations> allocations;
  private final Kept<FixedCost> fixedCosts;
  private final Kept<Pool> pools;

  Departments(
      SettingViews views,
      SettingStore store,
      AllocationKind allocations,
      FixedCostKind fixedCosts,
      PoolKind pools) {
    this.views = views;
    this.store = store;
    this.allocations = new Kept<>(allocations, views.open(allocations));
    this.fixedCosts = new Kept<>(fixedCosts, views.open(fixedCosts));
    this.pools = new Kept<>(pools, views.open(pools));
  }

  /** A kind and its current settings. */
  private record Kept<T>(SettingKind<T> kind, SettingView<T> now) {}

  /**
   * The rules of a tenant. Several allocations are one list, in the order of their ids.
   *
   * @param asOf uses the newest revisions that are not later; absent for those of now
   */
  public DepartmentRules find(String tenant, Optional<Instant> asOf) {
    if (!views.isLoaded()) {
      views.refresh();
    }
    return new DepartmentRules(
        new Allocations(
            listKept(allocations, tenant, asOf).stream()
                .flatMap(one -> one.rules().stream())
                .toList()),
        listKept(fixedCosts, tenant, asOf),
        listKept(pools, tenant, asOf));
  }

  private <T> List<T> listKept(Kept<T> kept, String tenant, Optional<Instant> asOf) {
    if (asOf.isEmpty()) {
      return kept.now().list(tenant).stream().map(SettingEntry::value).toList();
    }
    return store.listAsOf(kept.kind(), tenant, asOf.get()).stream()
        .filter(setting -> !setting.address().tenant().equals(SettingAddress.SHARED))
        .map(setting -> store.read(kept.kind(), setting).value())
        .toList();
  }

  /** Another object whenever rules of departments may have changed. */
  public Object version() {
    return allocations.now().version();
  }

  /** Tenants with rules, fixed costs or pools. */
  public Set<String> tenants() {
    Set<String> tenants = new TreeSet<>(allocations.now().tenants());
    tenants.addAll(fixedCosts.now().tenants());
    tenants.addAll(pools.now().tenants());
    return tenants;
  }

  /** The revision of each setting that holds at a time, by kind and id. */
  public Map<String, Long> findRevisions(String tenant, Instant asOf) {
    Map<String, Long> revisions = new TreeMap<>();
    for (Kept<?> kept : List.of(allocations, fixedCosts, pools)) {
      store
          .listAsOf(kept.kind(), tenant, asOf)
          .forEach(
              setting ->
                  revisions.put(
                      setting.address().kind() + '/' + setting.address().id(), setting.revision()));
    }
    return revisions;
  }

  /** Makes what this instance wrote visible to it at once. */
  void refreshSettings() {
    views.refresh();
  }
}
