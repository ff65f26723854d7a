/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists that price the usage of a tenant, and the currency of its answers. Of several prices
 * the most specific one applies: an exact model before a prefix, a longer prefix before a shorter
 * one, then more conditions, then the earlier list.
 */
public final class PriceBook {

  private final String currency;
  private final List<PriceList> lists;
  private final ExchangeRates rates;
  private final Map<String, Map<String, List<Found>>> exact = new HashMap<>();
  private final Map<String, List<Found>> prefixes = new HashMap<>();
  private final Map<String, Set<PricedClass>> classes = new HashMap<>();

  /**
   * A book.
   *
   * @param currency ISO 4217 code of all costs
   * @param lists the tenant's own list first, then the one that all share
   * @param rates for lists in other currencies
   */
  public PriceBook(String currency, List<PriceList> lists, ExchangeRates rates) {
    this.currency = currency;
    this.lists = List.copyOf(lists);
    this.rates = rates;
    for (PriceList list : lists) {
      list.prices().forEach(price -> add(new Found(price, list.currency())));
    }
  }

  /** A book of one list in its own currency. */
  public static PriceBook of(PriceList list) {
    return new PriceBook(list.currency(), List.of(list), ExchangeRates.NONE);
  }

  /** A price and the currency of its list. */
  public record Found(Price price, String currency) {}

  private void add(Found found) {
    PriceMatch match = found.price().match();
    if (match.model().prefix()) {
      prefixes.computeIfAbsent(match.workload(), key -> new ArrayList<>()).add(found);
    } else {
      exact
          .computeIfAbsent(match.workload(), key -> new HashMap<>())
          .computeIfAbsent(match.model().text(), key -> new ArrayList<>())
          .add(found);
    }
    Set<PricedClass> named =
        classes.computeIfAbsent(match.workload(), key -> EnumSet.noneOf(PricedClass.class));
    named.addAll(found.price().prices().asMap().keySet());
    found.price().bands().forEach(band -> named.addAll(band.prices().asMap().keySet()));
  }

  /** ISO 4217 code of all costs. */
  public String currency() {
    return currency;
  }

  /** The lists, in the order in which equally specific prices win. */
  public List<PriceList> lists() {
    return lists;
  }

  /** Rates between the currencies of the lists. */
  public ExchangeRates rates() {
    return rates;
  }

  /** The most specific price that holds for the window that begins at {@code windowStart}. */
  public Optional<Found> findPrice(PriceSubject subject, Instant windowStart) {
    Found best = null;
    for (Found found : (Iterable<Found>) listCandidates(subject)::iterator) {
      Price price = found.price();
      if (price.holdsAt(windowStart)
          && price.match().matches(subject)
          && (best == null || price.match().compareSpecificity(best.price().match()) > 0)) {
        best = found;
      }
    }
    return Optional.ofNullable(best);
  }

  private Stream<Found> listCandidates(PriceSubject subject) {
    Map<String, List<Found>> byModel = exact.get(subject.workload());
    List<Found> named = byModel == null ? null : byModel.get(subject.model());
    return Stream.concat(
        Stream.ofNullable(named).flatMap(List::stream),
        prefixes.getOrDefault(subject.workload(), List.of()).stream());
  }

  /**
   * The instants strictly between two at which the price of some usage may change: prices that
   * match it begin, end or change their factor, or rates of their currencies do.
   */
  public NavigableSet<Instant> listChanges(
      Collection<PriceSubject> subjects, Instant from, Instant to) {
    // One price often matches much usage.
    Set<Found> matching = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PriceSubject subject : subjects) {
      listCandidates(subject)
          .filter(found -> found.price().match().matches(subject))
          .forEach(matching::add);
    }
    NavigableSet<Instant> changes = new TreeSet<>();
    for (Found found : matching) {
      changes.addAll(found.price().listChanges(from, to));
      if (!found.currency().equals(currency)) {
        changes.addAll(rates.listChanges(currency));
      }
    }
    changes.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
    return changes;
  }

  /**
   * Usage whose price may change strictly between two instants: one subject stands for all that the
   * same prices match.
   */
  public List<PriceSubject> listChanging(
      Collection<PriceSubject> subjects, Instant from, Instant to) {
    IdentityHashMap<Found, Integer> numbers = new IdentityHashMap<>();
    Map<List<Object>, PriceSubject> changing = new LinkedHashMap<>();
    for (PriceSubject subject : subjects) {
      List<Found> matching =
          listCandidates(subject).filter(found -> found.price().match().matches(subject)).toList();
      if (matching.stream().anyMatch(found -> mayChange(found, from, to))) {
        List<Object> alike = new ArrayList<>(List.of(subject.promptBand()));
        for (Found found : matching) {
          alike.add(numbers.computeIfAbsent(found, key -> numbers.size()));
        }
        changing.putIfAbsent(alike, subject);
      }
    }
    return List.copyOf(changing.values());
  }

  private boolean mayChange(Found found, Instant from, Instant to) {
    return found.price().mayChange(from, to)
        || (!found.currency().equals(currency) && !rates.listChanges(currency).isEmpty());
  }

  /** The bounds of prompts above which prices of some usage change. */
  public Set<Long> listBounds(PriceSubject subject) {
    return listCandidates(subject)
        .map(Found::price)
        .filter(price -> price.match().matches(subject))
        .flatMap(price -> price.bands().stream())
        .map(PriceBand::aboveInputTokens)
        .collect(Collectors.toSet());
  }

  /** The classes that some price of a workload names. */
  public Set<PricedClass> listClasses(String workload) {
    return Collections.unmodifiableSet(classes.getOrDefault(workload, Set.of()));
  }

  /** Whether some price of a workload demands an operation. */
  public boolean usesOperation(String workload) {
    return lists.stream()
        .flatMap(list -> list.prices().stream())
        .map(Price::match)
        .anyMatch(
            match ->
                match.workload().equals(workload)
                    && match.conditions().containsKey(PriceMatch.Property.OPERATION));
  }
}
