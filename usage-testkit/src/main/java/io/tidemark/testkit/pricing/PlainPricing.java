/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A second implementation of the price rules, straight from their text: it reads the body of a
 * price list as JSON, looks at every entry, and calculates with fractions of whole numbers.
 */
public final class PlainPricing {

  private static final List<String> UNITS =
      List.of("images", "audio_seconds", "video_seconds", "characters", "pages", "searches");
  private static final List<String> CONDITIONS =
      List.of("provider", "model_source", "service_tier", "operation");
  private static final List<String> TOKENS =
      List.of(
          "input", "cache_read", "cache_write", "cache_write_1h", "output", "reasoning", "total");

  private PlainPricing() {}

  /**
   * A price that was found.
   *
   * @param id the entry
   * @param nanos the cost, rounded half to even
   */
  public record Priced(String id, BigInteger nanos) {}

  /**
   * The cost of some usage.
   *
   * @param list the body of a price list
   * @param properties {@code workload}, {@code provider}, {@code model} and so on, without those
   *     that are unknown; {@code prompt_band} as a number
   * @param measures {@code calls}, {@code input_tokens} and so on
   * @return null when the cost is unknown
   */
  public static Priced price(
      JsonNode list, Map<String, String> properties, Instant window, Map<String, Long> measures) {
    JsonNode entry = mostSpecific(list, properties, window);
    if (entry == null) {
      return null;
    }
    long band = Long.parseLong(properties.getOrDefault("prompt_band", "0"));
    Map<String, BigDecimal> prices = pricesOf(entry, band);
    BigDecimal factor = findFactor(entry, readZone(list, entry), window);
    Map<String, Long> used = split(measures);
    Fraction sum = new Fraction(BigDecimal.ZERO, 1);
    boolean any = false;
    for (Map.Entry<String, Long> amount : used.entrySet()) {
      String name = amount.getKey();
      boolean total = prices.containsKey("total");
      if (amount.getValue() == 0 || (TOKENS.contains(name) && name.equals("total") != total)) {
        continue;
      }
      BigDecimal price = withDefaults(prices, name);
      if (price != null) {
        any = true;
        BigDecimal product = price.multiply(factor).multiply(BigDecimal.valueOf(amount.getValue()));
        sum = sum.plus(new Fraction(product, name.equals("run") ? 3_600_000 : 1));
      }
    }
    boolean onlyCalls =
        used.entrySet().stream().allMatch(e -> e.getValue() == 0 || e.getKey().equals("calls"));
    boolean nothing = used.values().stream().allMatch(value -> value == 0);
    return any || onlyCalls || nothing
        ? new Priced(entry.path("id").asText(), sum.toNanos())
        : null;
  }

  private static JsonNode mostSpecific(JsonNode list, Map<String, String> usage, Instant window) {
    JsonNode best = null;
    for (JsonNode entry : list.path("prices")) {
      if (isInForce(list, entry, window)
          && matches(entry.path("match"), usage)
          && (best == null || isBetter(entry.path("match"), best.path("match")))) {
        best = entry;
      }
    }
    return best;
  }

  private static boolean isInForce(JsonNode list, JsonNode entry, Instant window) {
    ZoneId zone = readZone(list, entry);
    Instant from = readTime(entry.path("valid_from"), zone);
    Instant to = readTime(entry.path("valid_to"), zone);
    return (from == null || from.compareTo(window) <= 0) && (to == null || window.isBefore(to));
  }

  private static Instant readTime(JsonNode text, ZoneId zone) {
    if (!text.isTextual()) {
      return null;
    }
    return text.asText().contains("T")
        ? ZonedDateTime.parse(text.asText()).toInstant()
        : LocalDate.parse(text.asText()).atStartOfDay(zone).toInstant();
  }

  private static ZoneId readZone(JsonNode list, JsonNode entry) {
    return ZoneId.of(entry.path("time_zone").asText(list.path("default_time_zone").asText("UTC")));
  }

  private static boolean matches(JsonNode match, Map<String, String> usage) {
    if (!usage.get("workload").equals(match.path("workload").asText("model-calls"))) {
      return false;
    }
    String pattern = readPattern(match);
    String model = usage.get("model");
    boolean named =
        pattern.endsWith("*")
            ? pattern.equals("*")
                || (model != null && model.startsWith(pattern.substring(0, pattern.length() - 1)))
            : pattern.equals(model);
    for (String condition : CONDITIONS) {
      String actual = usage.get(condition);
      if (condition.equals("service_tier") && actual == null) {
        actual = "standard";
      }
      if (match.has(condition) && !Objects.equals(match.path(condition).asText(), actual)) {
        return false;
      }
    }
    return named;
  }

  private static String readPattern(JsonNode match) {
    return match.path("model").asText(match.path("base_model").asText("*"));
  }

  private static boolean isBetter(JsonNode one, JsonNode other) {
    int byModel = Integer.compare(weighPattern(readPattern(one)), weighPattern(readPattern(other)));
    if (byModel != 0) {
      return byModel > 0;
    }
    long conditions = CONDITIONS.stream().filter(one::has).count();
    return conditions > CONDITIONS.stream().filter(other::has).count();
  }

  private static int weighPattern(String pattern) {
    return pattern.endsWith("*") ? pattern.length() : 1_000_000;
  }

  private static Map<String, BigDecimal> pricesOf(JsonNode entry, long band) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>(readAmounts(entry));
    long best = -1;
    for (JsonNode candidate : entry.path("bands")) {
      long bound = candidate.path("above_input_tokens").asLong();
      if (bound <= band && bound > best) {
        best = bound;
        prices = joinAmounts(readAmounts(entry), readAmounts(candidate));
      }
    }
    return prices;
  }

  /** A price of all tokens and prices of their classes do not hold together. */
  private static Map<String, BigDecimal> joinAmounts(
      Map<String, BigDecimal> entry, Map<String, BigDecimal> band) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>(entry);
    boolean total = band.containsKey("total");
    if (band.keySet().stream().anyMatch(TOKENS::contains)) {
      prices.keySet().removeIf(name -> TOKENS.contains(name) && name.equals("total") != total);
    }
    prices.putAll(band);
    return prices;
  }

  private static Map<String, BigDecimal> readAmounts(JsonNode node) {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    Map<String, Long> members =
        Map.of("per_million", 1_000_000L, "per_thousand", 1_000L, "per_unit", 1L, "per_hour", 1L);
    members.forEach(
        (member, units) ->
            node.path(member)
                .properties()
                .forEach(
                    price ->
                        amounts.put(
                            price.getKey(),
                            new BigDecimal(price.getValue().asText())
                                .divide(BigDecimal.valueOf(units)))));
    return amounts;
  }

  private static BigDecimal withDefaults(Map<String, BigDecimal> prices, String name) {
    BigDecimal own = prices.get(name);
    if (own != null) {
      return own;
    }
    return switch (name) {
      case "cache_read", "cache_write" -> prices.get("input");
      case "cache_write_1h" -> withDefaults(prices, "cache_write");
      case "reasoning" -> prices.get("output");
      default -> null;
    };
  }

  private static Map<String, Long> split(Map<String, Long> measures) {
    Map<String, Long> used = new LinkedHashMap<>();
    long input = measures.getOrDefault("input_tokens", 0L);
    long output = measures.getOrDefault("output_tokens", 0L);
    long cached =
        measures.getOrDefault("cache_read_tokens", 0L)
            + measures.getOrDefault("cache_write_tokens", 0L);
    // A part of more tokens than its whole has is unknown as far as it exceeds it.
    long read = Math.min(input, measures.getOrDefault("cache_read_tokens", 0L));
    long written = Math.min(input - read, measures.getOrDefault("cache_write_tokens", 0L));
    long hour = Math.min(written, measures.getOrDefault("cache_write_1h_tokens", 0L));
    long thought = measures.getOrDefault("reasoning_tokens", 0L);
    long reasoning = Math.min(output, thought);
    long least = Math.max(input, cached) + Math.max(output, thought);
    used.put("input", input - read - written);
    used.put("cache_read", read);
    used.put("cache_write", written - hour);
    used.put("cache_write_1h", hour);
    used.put("output", output - reasoning);
    used.put("reasoning", reasoning);
    used.put("total", Math.max(least, measures.getOrDefault("total_tokens", 0L)));
    used.put("calls", measures.getOrDefault("calls", 0L));
    used.put("run", measures.getOrDefault("run_time_ms", 0L));
    used.put("trained", measures.getOrDefault("trained_tokens", 0L));
    UNITS.forEach(unit -> used.put(unit, measures.getOrDefault(unit, 0L)));
    return used;
  }

  private static BigDecimal findFactor(JsonNode entry, ZoneId zone, Instant window) {
    List<String> days = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    ZonedDateTime local = window.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    int today = local.getDayOfWeek().getValue() - 1;
    for (JsonNode hours : entry.path("hours")) {
      List<Boolean> on = daysOf(hours.path("days").asText("mon-sun"), days);
      int from = readMinutes(hours.path("from").asText());
      int to = readMinutes(hours.path("to").asText());
      boolean inside =
          from < to
              ? on.get(today) && minute >= from && minute < to
              : (on.get(today) && minute >= from) || (on.get((today + 6) % 7) && minute < to);
      if (inside) {
        return new BigDecimal(hours.path("factor").asText());
      }
    }
    return BigDecimal.ONE;
  }

  private static int readMinutes(String clock) {
    return Integer.parseInt(clock.substring(0, 2)) % 24 * 60 + Integer.parseInt(clock.substring(3));
  }

  private static List<Boolean> daysOf(String text, List<String> names) {
    List<Boolean> on = new ArrayList<>(List.of(false, false, false, false, false, false, false));
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = names.indexOf(dash < 0 ? part : part.substring(0, dash));
      int last = names.indexOf(part.substring(dash + 1));
      for (int day = first; ; day = (day + 1) % 7) {
        on.set(day, true);
        if (day == last) {
          break;
        }
      }
    }
    return on;
  }

  /** An exact amount of money. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {

    Fraction(BigDecimal amount, long divisor) {
      this(
          amount.setScale(60).unscaledValue(),
          BigInteger.TEN.pow(60).multiply(BigInteger.valueOf(divisor)));
    }

    Fraction plus(Fraction other) {
      if (denominator.equals(other.denominator)) {
        return new Fraction(numerator.add(other.numerator), denominator);
      }
      return new Fraction(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    BigInteger toNanos() {
      BigInteger[] parts =
          numerator.multiply(BigInteger.valueOf(1_000_000_000)).divideAndRemainder(denominator);
      int half = parts[1].abs().shiftLeft(1).compareTo(denominator);
      boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
      return up ? parts[0].add(BigInteger.valueOf(numerator.signum())) : parts[0];
    }
  }
}
