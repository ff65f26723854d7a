/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.requests.BudgetRequests;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.pricing.Allocations;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All budgets in memory, with what their accounts had used when they were last looked at. */
@Component
public class Budgets implements BudgetBoard {

  private final SettingViews views;
  private final SettingView<Budget> view;
  private final UsageSource usage;
  private final ProfileSource profiles;
  private final BudgetRequests requests;
  private final BudgetTimes times;
  private final Clock clock;
  private final Map<SettingAddress, BudgetState> states = new ConcurrentHashMap<>();
  private final Map<SettingAddress, BudgetState> carried = new ConcurrentHashMap<>();
  private final Map<SettingAddress, History> histories = new ConcurrentHashMap<>();

  Budgets(
      SettingViews views,
      BudgetKind kind,
      UsageSource usage,
      ProfileSource profiles,
      BudgetRequests requests,
      BudgetTimes times,
      Clock clock) {
    this.views = views;
    this.view = views.open(kind);
    this.usage = usage;
    this.profiles = profiles;
    this.requests = requests;
    this.times = times;
    this.clock = clock;
  }

  /** When the budget of this revision was created, and when its body changed last. */
  private record History(Setting setting, BudgetTimes.Times times, Instant readAt) {

    private boolean isOfFile() {
      return setting.origin() == Setting.Origin.FILE;
    }

    /** The times of a file are read again, so that its record shows that it is there. */
    private boolean isCurrent(Setting now, Instant time) {
      return setting.equals(now) && !(isOfFile() && FileRecord.isDue(readAt, time));
    }
  }

  /** Tenants that have budgets. */
  Set<String> tenants() {
    return view.tenants();
  }

  @Override
  public List<SettingEntry<Budget>> list(String tenant) {
    return view.list(tenant).stream()
        .filter(entry -> !entry.setting().address().isShared())
        .toList();
  }

  @Override
  public Object version() {
    return view.version();
  }

  @Override
  public Allocations allocations(String tenant) {
    return usage.allocations(tenant);
  }

  @Override
  public Optional<BudgetState> find(SettingEntry<Budget> entry) {
    BudgetState last = states.get(entry.setting().address());
    return last == null || last.isOf(entry) ? Optional.ofNullable(last) : carryState(last, entry);
  }

  /** One budget as it was last looked at; empty before the first look at this revision. */
  public Optional<BudgetState> findCurrent(SettingEntry<Budget> entry) {
    return Optional.ofNullable(states.get(entry.setting().address()))
        .filter(state -> state.isOf(entry));
  }

  /** Decisions ask often: all requests are read once for each revision and look. */
  private Optional<BudgetState> carryState(BudgetState last, SettingEntry<Budget> entry) {
    return Optional.ofNullable(
        carried.compute(
            entry.setting().address(),
            (address, before) -> {
              boolean known =
                  before != null
                      && before.isOf(entry)
                      && before.evaluatedAt().equals(last.evaluatedAt());
              return known ? before : createCarried(last, entry).orElse(null);
            }));
  }

  private Optional<BudgetState> createCarried(BudgetState last, SettingEntry<Budget> entry) {
    Instant now = clock.instant();
    return entry
        .value()
        .spanAt(now, createdAtOrNow(entry.setting()))
        .flatMap(span -> last.carryTo(entry, span, requests.sumAmounts(entry, span, now)));
  }

  /** When a budget was created; one that was deleted in between starts again. */
  public Instant createdAt(Setting setting) {
    return findTimes(setting).created();
  }

  /** When the rules of a budget changed last. */
  Instant changedAt(Setting setting) {
    return findTimes(setting).changed();
  }

  /** The same as far as it is known. */
  public Instant changedAtOrNow(Setting setting) {
    History known = histories.get(setting.address());
    return known != null && known.setting().equals(setting)
        ? known.times().changed()
        : setting.changedAt();
  }

  private BudgetTimes.Times findTimes(Setting setting) {
    Instant now = clock.instant();
    History known = histories.get(setting.address());
    if (known == null || !known.isCurrent(setting, now)) {
      boolean hadFile = known != null && known.isOfFile();
      known = new History(setting, times.findTimes(setting, hadFile), now);
      histories.put(setting.address(), known);
    }
    return known.times();
  }

  @Override
  public Instant createdAtOrNow(Setting setting) {
    History known = histories.get(setting.address());
    return known == null ? setting.changedAt() : known.times().created();
  }

  /** The usage of a budget as it is now. */
  public BudgetState updateState(SettingEntry<Budget> entry) {
    Setting setting = entry.setting();
    Instant now = clock.instant();
    Optional<Span> span = entry.value().spanAt(now, createdAt(setting));
    AccountUsage used =
        span.map(one -> usage.readUsage(setting.address().tenant(), entry.value(), one))
            .orElseGet(() -> new AccountUsage(Map.of(), null, null));
    BudgetState state =
        span.map(
                one ->
                    new BudgetState(
                        entry,
                        one,
                        used,
                        new Projector(
                            profiles.findProfile(entry),
                            one,
                            now,
                            BudgetMeasures.countDecimals(entry.value())),
                        requests.sumAmounts(entry, one, now),
                        now,
                        ""))
            .orElseGet(() -> createEmptyState(entry, null, now));
    states.put(setting.address(), state);
    carried.remove(setting.address());
    return state;
  }

  /** The usage in a period that has ended, by the rules of the budget as it is now. */
  BudgetState lookBack(SettingEntry<Budget> entry, Span ended) {
    Instant last = ended.to().minusMillis(1);
    return new BudgetState(
        entry,
        ended,
        usage.readUsage(entry.setting().address().tenant(), entry.value(), ended),
        Projector.none(),
        requests.sumAmounts(entry, ended, last),
        clock.instant(),
        "");
  }

  private static BudgetState createEmptyState(SettingEntry<Budget> entry, Span span, Instant now) {
    return new BudgetState(
        entry,
        span,
        new AccountUsage(Map.of(), null, null),
        Projector.none(),
        entry.value().overrides(),
        now,
        "");
  }

  /** Says that a look failed; what was counted before stays. */
  public void noteFailure(SettingEntry<Budget> entry, String reason) {
    Instant now = clock.instant();
    BudgetState before =
        find(entry)
            .orElseGet(
                () ->
                    createEmptyState(
                        entry,
                        entry.value().spanAt(now, createdAtOrNow(entry.setting())).orElse(null),
                        now));
    states.put(entry.setting().address(), before.failed(reason));
  }

  /** Records which budgets have left their files. */
  void noteMissing() {
    if (!views.isLoaded() || !views.hasAllFiles()) {
      times.startAgain();
    } else {
      times.noteMissing(
          () ->
              tenants().stream()
                  .flatMap(tenant -> list(tenant).stream())
                  .map(SettingEntry::setting)
                  .filter(setting -> setting.origin() == Setting.Origin.FILE)
                  .map(Setting::address)
                  .collect(Collectors.toSet()));
    }
  }

  /** Forgets budgets that are gone. */
  void retainStates(Set<SettingAddress> known) {
    states.keySet().retainAll(known);
    carried.keySet().retainAll(known);
    histories.keySet().retainAll(known);
    profiles.retainProfiles(known);
  }
}
