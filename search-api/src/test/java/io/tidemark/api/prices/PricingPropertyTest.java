/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Cost.Unpriced;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import io.tidemark.testkit.pricing.PlainPricing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * All implementations over generated lists and calls. More of them with {@code
 * -Dtidemark.pricing.calls=1000000}.
 */
@Tag("fast")
class PricingPropertyTest {

  private static final int CALLS = Integer.getInteger("tidemark.pricing.calls", 20_000);
  private static final int CALLS_PER_LIST = 100;

  @Test
  void allImplementationsAgreeToTheNano() throws Exception {
    long seed = Long.getLong("tidemark.seed", new Random().nextLong());
    RandomPrices random = new RandomPrices(new Random(seed));
    int priced = 0;
    for (int done = 0; done < CALLS; done += CALLS_PER_LIST) {
      JsonNode body = createAccepted(random);
      PriceBook book = PriceBook.of(PriceListReader.readList("random", body).list());
      com.fasterxml.jackson.databind.JsonNode plainBody =
          new ObjectMapper().readTree(body.toString());
      for (int i = 0; i < CALLS_PER_LIST; i++) {
        Map<String, String> usage = random.createUsage();
        Map<String, Long> measures = random.createEarlierMeasures(usage.get("workload"));
        Instant window = random.createWindow();

        Optional<Cost> cost =
            Pricing.computeCost(
                book,
                SampleLists.subject(usage),
                window,
                SampleLists.quantities(usage.get("workload"), measures));
        Optional<Cost> proof =
            ProofPricing.price(
                book,
                SampleLists.subject(usage),
                window,
                SampleLists.quantities(usage.get("workload"), measures));
        PlainPricing.Priced plain = PlainPricing.price(plainBody, usage, window, measures);

        String context = "seed %d: %s %s %s %s".formatted(seed, body, usage, window, measures);
        assertThat(cost.map(Cost::priceId).orElse(null))
            .as(context)
            .isEqualTo(plain == null ? null : plain.id());
        assertThat(cost.map(one -> nanos(one.amount())).orElse(null))
            .as(context)
            .isEqualTo(plain == null ? null : plain.nanos());
        assertThat(proof.map(PricingPropertyTest::describe))
            .as(context)
            .isEqualTo(cost.map(PricingPropertyTest::describe));
        assertThat(proof.map(Cost::unpriced)).as(context).isEqualTo(cost.map(Cost::unpriced));
        assertThat(cost.map(one -> one.amount().signum()).orElse(0)).as(context).isNotNegative();
        priced += cost.isPresent() ? 1 : 0;
      }
    }
    assertThat(priced).as("seed %d: calls with a price", seed).isGreaterThan(CALLS / 4);
  }

  @Test
  void costsOfPartsAddUpToTheCostOfTheWhole() {
    long seed = Long.getLong("tidemark.seed", new Random().nextLong());
    RandomPrices random = new RandomPrices(new Random(seed));
    for (int i = 0; i < CALLS / CALLS_PER_LIST; i++) {
      PriceBook book =
          PriceBook.of(PriceListReader.readList("random", createAccepted(random)).list());
      Map<String, String> usage = random.createUsage();
      usage.put("workload", "model-calls");
      PriceSubject subject = SampleLists.subject(usage);
      Map<String, Long> one = random.createMeasures("model-calls");
      Map<String, Long> other = random.createMeasures("model-calls");
      Instant window = random.createWindow();
      Optional<Cost> first = price(book, subject, window, one);
      Optional<Cost> second = price(book, subject, window, other);
      Map<String, Long> sum = new TreeMap<>(one);
      other.forEach((name, value) -> sum.merge(name, value, Long::sum));

      if (first.isPresent() && second.isPresent()) {
        Cost whole = price(book, subject, window, sum).orElseThrow();
        assertThat(whole.amount())
            .as("seed %d", seed)
            .isEqualByComparingTo(first.get().amount().add(second.get().amount()));
        Unpriced left = first.get().unpriced();
        Unpriced more = second.get().unpriced();
        assertThat(whole.unpriced().tokens())
            .as("seed %d", seed)
            .isEqualTo(left.tokens() + more.tokens());
        // Windows do not tell how many calls have tokens of a class that the price leaves out.
        long least = left.calls() + more.calls();
        boolean counted = whole.unpriced().tokens() == sumUnsplit(one, other);
        assertThat(whole.unpriced().calls())
            .as("seed %d", seed)
            .isBetween(least, counted ? least : sum.get("calls"));
      }
    }
  }

  private static long sumUnsplit(Map<String, Long> one, Map<String, Long> other) {
    return Stream.of(one, other)
        .mapToLong(
            sums -> sums.get("total_tokens") - sums.get("input_tokens") - sums.get("output_tokens"))
        .sum();
  }

  @Test
  void pricesChangeOnlyWhereTheBookSaysSo() {
    long seed = Long.getLong("tidemark.seed", new Random().nextLong());
    RandomPrices random = new RandomPrices(new Random(seed));
    for (int i = 0; i < CALLS / CALLS_PER_LIST; i++) {
      PriceBook book =
          PriceBook.of(PriceListReader.readList("random", createAccepted(random)).list());
      Map<String, String> usage = random.createUsage();
      PriceSubject subject = SampleLists.subject(usage);
      Quantities quantities =
          SampleLists.quantities(
              usage.get("workload"), random.createMeasures(usage.get("workload")));
      Instant start = random.createWindow();
      Instant end = start.plus(Duration.ofDays(3));
      Optional<BigDecimal> before = Optional.empty();
      for (Instant at = start; at.isBefore(end); at = at.plus(Duration.ofMinutes(15))) {
        Optional<BigDecimal> now =
            Pricing.computeCost(book, subject, at, quantities).map(Cost::amount);
        boolean announced =
            at.equals(start)
                || !book.listChanges(
                        List.of(subject), at.minus(Duration.ofMinutes(15)), at.plusNanos(1))
                    .isEmpty();
        assertThat(announced || now.equals(before)).as("seed %d at %s", seed, at).isTrue();
        before = now;
      }
    }
  }

  private static Optional<Cost> price(
      PriceBook book, PriceSubject subject, Instant window, Map<String, Long> measures) {
    return Pricing.computeCost(
        book, subject, window, SampleLists.quantities(subject.workload(), measures));
  }

  private static JsonNode createAccepted(RandomPrices random) {
    for (int i = 0; i < 1_000; i++) {
      JsonNode body = random.createList();
      try {
        PriceListReader.readList("random", body);
        return body;
      } catch (SettingFault fault) {
        // Another one: this list has two prices between which nothing decides.
      }
    }
    throw new AssertionError("No list of 1,000 is accepted");
  }

  private static List<String> describe(Cost cost) {
    return cost.lines().stream()
        .map(
            line ->
                "%s %s %d at %s is %s"
                    .formatted(
                        cost.priceId(),
                        line.priced(),
                        line.quantity(),
                        line.unitPrice().stripTrailingZeros().toPlainString(),
                        line.amount().stripTrailingZeros().toPlainString()))
        .sorted()
        .toList();
  }

  private static BigInteger nanos(BigDecimal amount) {
    return amount.setScale(9, RoundingMode.HALF_EVEN).unscaledValue();
  }
}
