/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.pricing.AllocationRule.Property;
import io.tidemark.model.pricing.FixedCost.Spread;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Costs of departments: rules, fixed costs and own hardware add up to the nano. */
@Tag("fast")
class DepartmentsTest {

  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ROUNDS = 2_000;

  private final long seed = Long.getLong("tidemark.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void aRuleSplitsUsageByItsShares() {
    Allocations rules =
        new Allocations(
            List.of(
                rule(
                    "r1",
                    Map.of(Property.PROJECT_ID, List.of("web*")),
                    "apps",
                    "0.7",
                    "data",
                    "0.3"),
                rule("r2", Map.of(Property.USER_ID, List.of("bob")), "data", "1")));

    assertThat(rules.allocate(owner("web-1", "bob"), START, decimal("10")))
        .containsOnlyKeys("apps", "data")
        .hasEntrySatisfying("apps", part -> assertThat(part).isEqualByComparingTo("7"))
        .hasEntrySatisfying("data", part -> assertThat(part).isEqualByComparingTo("3"));
    assertThat(rules.allocate(owner("ml", "bob"), START, decimal("10"))).containsOnlyKeys("data");
    assertThat(rules.allocate(owner(null, "eve"), START, decimal("10")))
        .containsOnlyKeys(Allocations.UNALLOCATED);
    assertThat(rules.allocate(owner("web-1", "eve"), START.minusMillis(1), decimal("10")))
        .containsOnlyKeys(Allocations.UNALLOCATED);
  }

  @Test
  void sharesMustAddUpToOne() {
    assertThatThrownBy(() -> rule("r", Map.of(), "apps", "0.5", "data", "0.4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.9");
  }

  /** Each rule takes a project of its own: without it, exactly its sum is unallocated. */
  @Test
  void removingARuleMovesItsSumToUnallocated() {
    List<AllocationRule> rules = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rules.add(
          rule(
              "r" + i,
              Map.of(Property.PROJECT_ID, List.of("p" + i)),
              "d" + i % 3,
              "0.125",
              "d" + (i % 3 + 1),
              "0.875"));
    }
    List<UsageOwner> owners = new ArrayList<>();
    List<BigDecimal> amounts = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      owners.add(owner("p" + random.nextInt(8), "u" + random.nextInt(5)));
      amounts.add(amount());
    }
    BigDecimal all = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    Map<String, BigDecimal> before = sum(new Allocations(rules), owners, amounts);
    assertThat(total(before)).as("seed %s", seed).isEqualByComparingTo(all);

    for (AllocationRule removed : rules) {
      List<AllocationRule> rest = new ArrayList<>(rules);
      rest.remove(removed);
      Map<String, BigDecimal> after = sum(new Allocations(rest), owners, amounts);
      BigDecimal moved = BigDecimal.ZERO;
      for (int i = 0; i < owners.size(); i++) {
        if (removed.takes(owners.get(i), START)) {
          moved = moved.add(amounts.get(i));
        }
      }
      assertThat(total(after)).as("seed %s", seed).isEqualByComparingTo(all);
      assertThat(after.get(Allocations.UNALLOCATED))
          .as("seed %s", seed)
          .isEqualByComparingTo(before.get(Allocations.UNALLOCATED).add(moved));
    }
  }

  @Test
  void aWholeLocalMonthCostsItsAmount() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    FixedCost cost = cost(Spread.EVEN, null, "1200");
    Instant from = Instant.parse("2026-09-30T22:00:00Z");
    Instant to = Instant.parse("2026-10-31T23:00:00Z"); // Clocks go back on the 25th.

    assertThat(cost.amountOf(from, to, berlin)).isEqualByComparingTo("1200");
    BigDecimal days = BigDecimal.ZERO;
    for (Instant day = from; day.isBefore(to); day = day.plus(HOUR)) {
      days = days.add(cost.amountOf(day, day.plus(HOUR), berlin));
    }
    assertThat(days.subtract(decimal("1200")).abs()).isLessThan(decimal("0.000001"));
    assertThat(
            cost.amountOf(
                START.minus(Duration.ofHours(5)), START.minus(Duration.ofHours(3)), ZoneOffset.UTC))
        .isEqualByComparingTo("0");
  }

  @Test
  void fixedCostsAddUpToTheNano() {
    for (int i = 0; i < ROUNDS; i++) {
      Map<String, BigDecimal> costs = new HashMap<>();
      for (int d = random.nextInt(7); d > 0; d--) {
        costs.put("d" + d, random.nextInt(4) == 0 ? BigDecimal.ZERO : amount());
      }
      BigDecimal amount = amount();
      for (Spread spread : Spread.values()) {
        Map<String, BigDecimal> parts =
            cost(spread, spread == Spread.TO ? "ops" : null, "1").spread(amount, costs);
        assertThat(total(parts)).as("seed %s", seed).isEqualByComparingTo(NanoSplit.round(amount));
      }
    }
    assertThat(cost(Spread.BY_COST, null, "1").spread(decimal("1"), Map.of()))
        .containsOnlyKeys(Allocations.UNALLOCATED);
    assertThat(cost(Spread.EVEN, null, "1").spread(decimal("1"), thirds()).values())
        .containsExactly(decimal("0.333333334"), decimal("0.333333333"), decimal("0.333333333"));
  }

  @Test
  void departmentsWhoseUsageIsFreeShareEvenly() {
    Map<String, BigDecimal> costs = Map.of("a", decimal("5"), "b", BigDecimal.ZERO);

    assertThat(cost(Spread.EVEN, null, "1").spread(decimal("1"), costs))
        .isEqualTo(Map.of("a", decimal("0.500000000"), "b", decimal("0.500000000")));
    assertThat(cost(Spread.BY_COST, null, "1").spread(decimal("1"), costs)).containsOnlyKeys("a");
  }

  @Test
  void partsOfAPoolAndIdleAddUpToItsCost() {
    for (int i = 0; i < ROUNDS; i++) {
      Pool pool = pool(1 + random.nextInt(1_000));
      Map<String, BigDecimal> weighted = new TreeMap<>();
      for (int g = random.nextInt(6); g > 0; g--) {
        BigDecimal used =
            pool.weigh(random.nextInt(500), random.nextInt(500), random.nextInt(2_000));
        weighted.put("g" + g, used);
      }
      Duration length = Duration.ofMinutes(15L << random.nextInt(3));

      Map<String, BigDecimal> parts = pool.split(START, length, weighted);

      assertThat(total(parts)).as("seed %s", seed).isEqualByComparingTo(pool.costOf(START, length));
      assertThat(parts).containsKey(Pool.IDLE);
      assertThat(parts.values()).allMatch(part -> part.signum() >= 0);
    }
  }

  @Test
  void usedHardwareGoesToItsUsersAndTheRestIsIdle() {
    Pool pool = pool(1_000); // 2 GPUs at 3.00.
    Map<String, BigDecimal> used =
        Map.of("a", pool.weigh(100, 50, 150), "b", pool.weigh(300, 0, 300)); // 300 and 300.

    assertThat(pool.split(START, HOUR, used))
        .isEqualTo(
            Map.of(
                "a",
                decimal("1.800000000"),
                "b",
                decimal("1.800000000"),
                Pool.IDLE,
                decimal("2.400000000")));
    assertThat(pool.split(START, HOUR, Map.of("a", pool.weigh(9_000, 0, 9_000))))
        .containsEntry(Pool.IDLE, decimal("0E-9"));
    assertThat(pool.split(START, HOUR, Map.of())).containsEntry(Pool.IDLE, decimal("6.000000000"));
    assertThat(pool.split(START.minus(HOUR), HOUR, used).values())
        .allMatch(part -> part.signum() == 0);
    assertThat(pool.serves("qwen-7b-chat")).isTrue();
    assertThat(pool.serves("gpt-4o")).isFalse();
  }

  @Test
  void tokensOfWhichOnlyTheTotalIsKnownWeighWhatTheyWeighAtLeast() {
    Pool pool = pool(1_000);

    assertThat(pool.weigh(0, 0, 300)).isEqualByComparingTo(pool.weigh(300, 0, 300));
    assertThat(pool.weigh(100, 50, 250)).isEqualByComparingTo("400");
  }

  private static Pool pool(int capacity) {
    return new Pool(
        "a100",
        List.of(ModelPattern.parse("qwen*")),
        decimal("2"),
        decimal("3.00"),
        "USD",
        decimal("1"),
        decimal("4"),
        BigDecimal.valueOf(capacity),
        START,
        null);
  }

  private static FixedCost cost(Spread spread, String department, String perMonth) {
    return new FixedCost(
        "power",
        decimal(perMonth),
        "USD",
        spread,
        department,
        START.minus(HOUR.multipliedBy(2)),
        null);
  }

  private static AllocationRule rule(
      String id, Map<Property, List<String>> match, String... shares) {
    Map<String, BigDecimal> parts = new TreeMap<>();
    for (int i = 0; i < shares.length; i += 2) {
      parts.put(shares[i], decimal(shares[i + 1]));
    }
    return new AllocationRule(id, match, parts, START, null);
  }

  private static UsageOwner owner(String project, String user) {
    return new UsageOwner(project, user, null, "model-calls", "m");
  }

  private static Map<String, BigDecimal> thirds() {
    return Map.of("a", decimal("1"), "b", decimal("2"), "c", decimal("3"));
  }

  private static Map<String, BigDecimal> sum(
      Allocations rules, List<UsageOwner> owners, List<BigDecimal> amounts) {
    Map<String, BigDecimal> sums = new TreeMap<>(Map.of(Allocations.UNALLOCATED, BigDecimal.ZERO));
    for (int i = 0; i < owners.size(); i++) {
      rules
          .allocate(owners.get(i), START, amounts.get(i))
          .forEach((department, part) -> sums.merge(department, part, BigDecimal::add));
    }
    return sums;
  }

  private static BigDecimal total(Map<String, BigDecimal> parts) {
    return parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(random.nextLong(1L << 50), random.nextInt(13));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
