/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceList;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the prices of a tenant: its default list, then the default list that all tenants share. Of
 * several default lists the one that was changed last counts.
 */
@Component
public class PriceSource {

  private static final Logger LOG = LoggerFactory.getLogger(PriceSource.class);

  /** Books of tenants, so that lists are not indexed for each request. */
  private static final int MOST_BOOKS = 200;

  private final SettingViews views;
  private final SettingView<NamedPriceList> lists;
  private final SettingView<ExchangeRates> rates;
  private final SettingStore store;
  private final PriceListKind listKind;
  private final ExchangeRatesKind ratesKind;
  private final Clock clock;
  private final Cache<List<String>, PriceBook> books =
      Caffeine.newBuilder().maximumSize(MOST_BOOKS).build();

  PriceSource(
      SettingViews views,
      SettingStore store,
      PriceListKind listKind,
      ExchangeRatesKind ratesKind,
      Clock clock) {
    this.views = views;
    this.lists = views.open(listKind);
    this.rates = views.open(ratesKind);
    this.store = store;
    this.listKind = listKind;
    this.ratesKind = ratesKind;
    this.clock = clock;
  }

  /** Whether the tenant has prices now; a list that was stored a moment ago counts. */
  public boolean isPresent(String tenant) {
    if (find(tenant, Optional.empty()).isPresent()) {
      return true;
    }
    views.refresh();
    return find(tenant, Optional.empty()).isPresent();
  }

  /**
   * The prices of a tenant.
   *
   * @param asOf uses the newest revisions that are not later; absent for those of now
   * @return empty when neither the tenant nor the operator has a default list
   */
  public Optional<PricesInForce> find(String tenant, Optional<Instant> asOf) {
    if (asOf.isPresent()) {
      return create(listAsOf(listKind, tenant, asOf.get()), tenant, asOf.get(), false);
    }
    if (!views.isLoaded()) {
      load();
    }
    // Before the lists: a later time would count what was not read.
    Instant time = findTime();
    return create(lists.list(tenant), tenant, time, true);
  }

  /** The time of the lists that are in force; that of now until some were read. */
  private Instant findTime() {
    return views.isLoaded() ? views.asOf() : clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The lists that price a tenant now: its default list, and the one that all tenants share. */
  List<SettingEntry<NamedPriceList>> listUsed(String tenant) {
    List<SettingEntry<NamedPriceList>> found = lists.list(tenant);
    return Stream.of(findDefault(found, false), findDefault(found, true))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Tenants with price lists of their own. */
  public Set<String> tenants() {
    return lists.tenants();
  }

  /** The revision of each list and each setting of rates that holds at a time, by kind and id. */
  public Map<String, Long> findRevisions(String tenant, Instant asOf) {
    Map<String, Long> revisions = new TreeMap<>();
    List<SettingEntry<NamedPriceList>> found = listAsOf(listKind, tenant, asOf);
    Stream.of(findDefault(found, false), findDefault(found, true))
        .flatMap(Optional::stream)
        .forEach(entry -> addRevision(revisions, entry.setting()));
    listAsOf(ratesKind, tenant, asOf).forEach(entry -> addRevision(revisions, entry.setting()));
    return revisions;
  }

  private static void addRevision(Map<String, Long> revisions, Setting setting) {
    SettingAddress address = setting.address();
    revisions.put(
        (address.isShared() ? "shared/" : "") + address.kind() + '/' + address.id(),
        setting.revision());
  }

  /** Prices by which every cost is unknown. */
  public PricesInForce createNone(Optional<Instant> asOf) {
    return new PricesInForce(
        new PriceBook(null, List.of(), ExchangeRates.NONE), null, asOf.orElseGet(this::findTime));
  }

  /** Usage is served without costs while settings cannot be read. */
  private void load() {
    try {
      views.refresh();
    } catch (RuntimeException e) {
      LOG.warn("Prices cannot be read yet", e);
    }
  }

  /** A list by id as it is now, of the tenant or shared. */
  public Optional<NamedPriceList> findList(String tenant, String id) {
    return lists.find(tenant, id).map(SettingEntry::value);
  }

  /** Prices by one list in place of the tenant's default one. */
  public PricesInForce replaceList(String tenant, PriceList list) {
    List<PriceList> all = new ArrayList<>(List.of(list));
    findDefault(lists.list(tenant), true)
        .map(entry -> entry.value().list())
        .filter(shared -> !shared.id().equals(list.id()))
        .ifPresent(all::add);
    ExchangeRates known = join(rates.list(tenant));
    return new PricesInForce(new PriceBook(list.currency(), all, known), list.id(), findTime());
  }

  /** Reads what was written, also by other instances. */
  public void refresh() {
    views.refresh();
  }

  /** Makes what this instance wrote visible to it at once; without memory for it, some s later. */
  void showWritten() {
    try {
      views.refresh();
    } catch (ProblemException e) {
      LOG.info("Prices that were written count from the next refresh on: {}", e.getMessage());
    }
  }

  private Optional<PricesInForce> create(
      List<SettingEntry<NamedPriceList>> found, String tenant, Instant asOf, boolean current) {
    List<SettingEntry<NamedPriceList>> used =
        Stream.of(findDefault(found, false), findDefault(found, true))
            .flatMap(Optional::stream)
            .toList();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    List<SettingEntry<ExchangeRates>> known =
        current ? rates.list(tenant) : listAsOf(ratesKind, tenant, asOf);
    List<String> key = new ArrayList<>();
    used.forEach(entry -> key.add(version(entry.setting())));
    known.forEach(entry -> key.add(version(entry.setting())));
    PriceBook book =
        books.get(
            key,
            absent ->
                new PriceBook(
                    used.get(0).value().list().currency(),
                    used.stream().map(entry -> entry.value().list()).toList(),
                    join(known)));
    return Optional.of(
        new PricesInForce(
            book, used.get(0).value().list().id(), current ? notBefore(used, known, asOf) : asOf));
  }

  /** Clocks of instances differ: what is used must count at the time that the answer names. */
  private static Instant notBefore(
      List<SettingEntry<NamedPriceList>> used,
      List<SettingEntry<ExchangeRates>> rates,
      Instant time) {
    return Stream.concat(
            Stream.of(time),
            Stream.concat(
                used.stream().map(entry -> entry.setting().changedAt()),
                rates.stream().map(entry -> entry.setting().changedAt())))
        .max(Comparator.naturalOrder())
        .orElse(time);
  }

  private static Optional<SettingEntry<NamedPriceList>> findDefault(
      List<SettingEntry<NamedPriceList>> lists, boolean shared) {
    return lists.stream()
        .filter(entry -> entry.value().isDefault())
        .filter(entry -> entry.setting().address().isShared() == shared)
        .max(
            Comparator.comparing(
                    (SettingEntry<NamedPriceList> entry) -> entry.setting().changedAt())
                .thenComparing(entry -> entry.setting().address().id()));
  }

  /** One of the tenant hides a shared one with the same id, as it does now. */
  private <T> List<SettingEntry<T>> listAsOf(SettingKind<T> kind, String tenant, Instant time) {
    Map<String, Setting> byId = new TreeMap<>();
    for (String owner : List.of(SettingAddress.SHARED, tenant)) {
      store
          .listAsOf(kind, owner, time)
          .forEach(setting -> byId.put(setting.address().id(), setting));
    }
    return byId.values().stream().map(setting -> store.read(kind, setting)).toList();
  }

  private static ExchangeRates join(List<SettingEntry<ExchangeRates>> rates) {
    return new ExchangeRates(
        rates.stream()
            .sorted(Comparator.comparing(entry -> entry.setting().address().isShared()))
            .flatMap(entry -> entry.value().rates().stream())
            .toList());
  }

  private static String version(Setting setting) {
    return String.join(
        "\n",
        setting.address().kind(),
        setting.address().tenant(),
        setting.address().id(),
        setting.etag(),
        setting.changedAt().toString());
  }
}
