/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.ExchangeRates.Rate;
import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.PriceBand;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceHours;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceMatch;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices usage for proofs. It reads the entries of price lists and shares none of the rules of
 * {@code Pricing}: a mistake of one of them shows as a difference.
 */
public final class ProofPricing {

  private static final int MINUTES_OF_DAY = 1_440;
  private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final int RUN_SCALE = 24;

  private ProofPricing() {}

  private record Entry(Price price, String currency) {}

  /** The cost of usage without savings by caches; empty when it is unknown. */
  public static Optional<Cost> price(
      PriceBook book, PriceSubject usage, Instant window, Quantities quantities) {
    Entry entry = findEntry(book, usage, window);
    BigDecimal rate = entry == null ? null : findRate(book, entry.currency(), window);
    if (rate == null) {
      return Optional.empty();
    }
    BigDecimal factor = findFactor(entry.price().hours(), window).multiply(rate);
    Map<PricedClass, BigDecimal> prices = listPrices(entry.price(), usage.promptBand());
    return listLines(prices, quantities, factor)
        .map(
            lines ->
                new Cost(
                    entry.price().id(),
                    book.currency(),
                    lines,
                    BigDecimal.ZERO,
                    pricesClasses(prices) ? findUnpriced(quantities, lines) : Cost.Unpriced.NONE));
  }

  /** Tokens that no line has; those of classes may be of as many calls as there are of them. */
  private static Cost.Unpriced findUnpriced(Quantities quantities, List<Cost.Line> lines) {
    long left = quantities.totalTokens();
    for (Cost.Line line : lines) {
      left -= line.priced().isCallToken() ? line.quantity() : 0;
    }
    long calls = quantities.unsplitCalls() + left - quantities.unsplitTokens();
    return new Cost.Unpriced(Math.min(quantities.calls(), calls), left);
  }

  private static Entry findEntry(PriceBook book, PriceSubject usage, Instant window) {
    Entry best = null;
    for (PriceList list : book.lists()) {
      for (Price price : list.prices()) {
        boolean begun = price.validFrom().compareTo(window) <= 0;
        boolean ended = price.validTo() != null && price.validTo().compareTo(window) <= 0;
        if (begun && !ended && fits(price.match(), usage)) {
          if (best == null || weigh(price.match()) > weigh(best.price().match())) {
            best = new Entry(price, list.currency());
          }
        }
      }
    }
    return best;
  }

  private static boolean fits(PriceMatch match, PriceSubject usage) {
    for (Map.Entry<PriceMatch.Property, String> condition : match.conditions().entrySet()) {
      String actual =
          switch (condition.getKey()) {
            case PROVIDER -> usage.provider();
            case MODEL_SOURCE -> usage.modelSource();
            case SERVICE_TIER -> usage.serviceTier();
            case OPERATION -> usage.operation();
          };
      if (!condition.getValue().equals(actual)) {
        return false;
      }
    }
    String name = match.model().text();
    String model = usage.model() == null ? "" : usage.model();
    boolean named =
        match.model().prefix()
            ? model.startsWith(name)
            : usage.model() != null && model.equals(name);
    return named && match.workload().equals(usage.workload());
  }

  /** Exact models before prefixes by length, then conditions. */
  private static long weigh(PriceMatch match) {
    long model = match.model().prefix() ? match.model().text().length() : Integer.MAX_VALUE;
    return model * (PriceMatch.Property.values().length + 1) + match.conditions().size();
  }

  private static BigDecimal findRate(PriceBook book, String currency, Instant window) {
    if (currency.equals(book.currency())) {
      return BigDecimal.ONE;
    }
    for (Rate rate : book.rates().rates()) {
      boolean converts = rate.from().equals(currency) && rate.to().equals(book.currency());
      boolean ended = rate.validTo() != null && rate.validTo().compareTo(window) <= 0;
      if (converts && !ended && rate.validFrom().compareTo(window) <= 0) {
        return rate.factor();
      }
    }
    return null;
  }

  /** Hours as minutes of the week, which may run over its end. */
  private static BigDecimal findFactor(Price.Hours hours, Instant window) {
    ZonedDateTime local = window.atZone(hours.zone());
    int now = minuteOfWeek(local.getDayOfWeek(), local.toLocalTime());
    for (PriceHours one : hours.factors()) {
      int length = Math.floorMod(minuteOfDay(one.to()) - minuteOfDay(one.from()), MINUTES_OF_DAY);
      for (DayOfWeek day : one.days()) {
        int since = Math.floorMod(now - minuteOfWeek(day, one.from()), MINUTES_OF_WEEK);
        if (since < (length == 0 ? MINUTES_OF_DAY : length)) {
          return one.factor();
        }
      }
    }
    return BigDecimal.ONE;
  }

  private static int minuteOfWeek(DayOfWeek day, LocalTime time) {
    return (day.getValue() - 1) * MINUTES_OF_DAY + minuteOfDay(time);
  }

  private static int minuteOfDay(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static Map<PricedClass, BigDecimal> listPrices(Price price, long promptBand) {
    Map<PricedClass, BigDecimal> prices = new EnumMap<>(PricedClass.class);
    prices.putAll(price.prices().asMap());
    PriceBand greatest = null;
    for (PriceBand band : price.bands()) {
      boolean reached = promptBand >= band.aboveInputTokens();
      if (reached && (greatest == null || band.aboveInputTokens() > greatest.aboveInputTokens())) {
        greatest = band;
      }
    }
    if (greatest != null) {
      Map<PricedClass, BigDecimal> others = greatest.prices().asMap();
      boolean total = others.containsKey(PricedClass.TOTAL);
      if (total || others.keySet().stream().anyMatch(PricedClass::isCallToken)) {
        // An entry has one price of all tokens, or some of their classes.
        prices.keySet().removeIf(one -> total ? one.isCallToken() : one == PricedClass.TOTAL);
      }
      prices.putAll(others);
    }
    return prices;
  }

  /** Empty when nothing that was used has a price. */
  private static Optional<List<Cost.Line>> listLines(
      Map<PricedClass, BigDecimal> prices, Quantities quantities, BigDecimal factor) {
    boolean byTotal = prices.containsKey(PricedClass.TOTAL);
    boolean byClass = pricesClasses(prices);
    Map<PricedClass, BigDecimal> all = fillIn(prices);
    Map<PricedClass, Long> used = new EnumMap<>(PricedClass.class);
    quantities.amounts().forEach(used::put);
    if (byTotal && quantities.totalTokens() != 0) {
      used.put(PricedClass.TOTAL, quantities.totalTokens());
    }
    List<Cost.Line> lines = new ArrayList<>();
    for (Map.Entry<PricedClass, Long> entry : used.entrySet()) {
      PricedClass priced = entry.getKey();
      if (priced.isCallToken() && !byClass && priced != PricedClass.TOTAL) {
        continue;
      }
      BigDecimal price = all.get(priced);
      if (price != null) {
        lines.add(createLine(priced, entry.getValue(), price.multiply(factor)));
      }
    }
    boolean nothing =
        quantities.totalTokens() == 0
            && used.keySet().stream().noneMatch(priced -> priced != PricedClass.CALLS);
    return lines.isEmpty() && !nothing ? Optional.empty() : Optional.of(lines);
  }

  private static boolean pricesClasses(Map<PricedClass, BigDecimal> prices) {
    return !prices.containsKey(PricedClass.TOTAL)
        && prices.keySet().stream().anyMatch(PricedClass::isCallToken);
  }

  /** Prices that are left out cost as the class that they are a part of. */
  private static Map<PricedClass, BigDecimal> fillIn(Map<PricedClass, BigDecimal> prices) {
    Map<PricedClass, BigDecimal> all = new EnumMap<>(PricedClass.class);
    all.putAll(prices);
    BigDecimal input = prices.get(PricedClass.INPUT);
    BigDecimal output = prices.get(PricedClass.OUTPUT);
    if (input != null) {
      all.putIfAbsent(PricedClass.CACHE_READ, input);
      all.putIfAbsent(PricedClass.CACHE_WRITE, input);
    }
    if (all.containsKey(PricedClass.CACHE_WRITE)) {
      all.putIfAbsent(PricedClass.CACHE_WRITE_1H, all.get(PricedClass.CACHE_WRITE));
    }
    if (output != null) {
      all.putIfAbsent(PricedClass.REASONING, output);
    }
    return all;
  }

  private static Cost.Line createLine(PricedClass priced, long quantity, BigDecimal unitPrice) {
    BigDecimal product = BigDecimal.valueOf(quantity).multiply(unitPrice);
    return new Cost.Line(
        priced,
        quantity,
        unitPrice,
        priced == PricedClass.RUN
            ? product.divide(HOUR_MS, RUN_SCALE, RoundingMode.HALF_EVEN)
            : product);
  }
}
