/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.prices.PriceChanges.PriceChange;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.settings.ChangesUntil;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingChange;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.pricing.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** When the prices of a tenant changed: the marks of a chart of costs. */
@RestController
@Tag(name = "Costs")
class PriceChangesController implements Routes {

  private static final String PATH = "/api/v1/costs/price-changes";
  private static final int MOST_REVISIONS = 100;
  private static final int MOST_IDS = 20;

  private static final Parameter LIMIT =
      Parameter.count("limit", "Changes to list, the newest first.", 100L, 20, 1, 1_000);

  private final PriceSource prices;
  private final SettingStore store;
  private final PriceListKind kind;
  private final Tiers tiers;

  PriceChangesController(PriceSource prices, SettingStore store, PriceListKind kind, Tiers tiers) {
    this.prices = prices;
    this.store = store;
    this.kind = kind;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new)).and(LIMIT));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "priceChanges",
      summary = "Changes of prices in a range, newest first",
      description =
          "Times at which entries of the price lists in use begin or end, and revisions of these"
              + " lists.")
  PriceChanges changes(Scope scope, ParameterValues values) {
    TimeRange range = tiers.anyTime(values);
    List<PriceChange> changes = new ArrayList<>();
    for (SettingEntry<NamedPriceList> list : prices.listUsed(scope.tenant())) {
      addPrices(list, range, changes);
      addRevisions(scope, list, range, changes);
    }
    changes.sort(
        Comparator.comparing(PriceChange::time)
            .reversed()
            .thenComparing(PriceChange::kind)
            .thenComparing(PriceChange::priceList));
    int most = values.size(LIMIT.name());
    return new PriceChanges(
        range.from(), range.to(), List.copyOf(changes.subList(0, Math.min(most, changes.size()))));
  }

  private static void addPrices(
      SettingEntry<NamedPriceList> entry, TimeRange range, List<PriceChange> changes) {
    Map<Instant, List<String>> times = new TreeMap<>();
    for (Price price : entry.value().list().prices()) {
      add(times, price.validFrom(), price.id(), range);
      if (price.validTo() != null) {
        add(times, price.validTo(), price.id(), range);
      }
    }
    SettingAddress address = entry.setting().address();
    times.forEach(
        (time, ids) ->
            changes.add(
                new PriceChange(
                    time,
                    "price",
                    address.id(),
                    address.isShared(),
                    null,
                    List.copyOf(ids.subList(0, Math.min(MOST_IDS, ids.size()))),
                    ids.size())));
  }

  private static void add(
      Map<Instant, List<String>> times, Instant time, String id, TimeRange range) {
    if (isWithin(range, time)) {
      times.computeIfAbsent(time, key -> new ArrayList<>()).add(id);
    }
  }

  private static boolean isWithin(TimeRange range, Instant time) {
    return !time.isBefore(range.from()) && time.isBefore(range.to());
  }

  private void addRevisions(
      Scope scope, SettingEntry<NamedPriceList> entry, TimeRange range, List<PriceChange> changes) {
    SettingAddress address = entry.setting().address();
    List<SettingChange> written =
        store.listChanges(
            scope,
            kind,
            address.id(),
            address.isShared(),
            ChangesUntil.withoutBodies(range.to(), MOST_REVISIONS));
    for (SettingChange change : written) {
      if (isWithin(range, change.changedAt())) {
        changes.add(
            new PriceChange(
                change.changedAt(),
                "revision",
                address.id(),
                address.isShared(),
                change.revision(),
                List.of(),
                0));
      }
    }
  }
}
