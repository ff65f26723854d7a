/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Mode;
import io.tidemark.api.budgets.evaluation.SampleBudgets;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Decisions from memory. */
@Tag("fast")
class DecisionsTest {

  private static final Instant START = Instant.parse("2026-03-12T10:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final ManualBoard board = new ManualBoard(START);
  private final Pending pending = new Pending();
  private final Decisions decisions =
      new Decisions(board, new DecisionProperties(true, Duration.ofMinutes(15)), pending, clock);

  private SettingEntry<Budget> add(String id, String more) {
    SettingEntry<Budget> entry =
        SampleBudgets.create(
            id, "{'match':{'workload':'model-calls'},'period':'day'," + more + "}", START);
    board.add(entry);
    return entry;
  }

  private Decision decide(String body) {
    return decisions.decideCall(
        "acme", CallReader.readBody(JsonMapper.shared().readTree(body.replace('\'', '"'))));
  }

  /**
   * Random budgets, usage and calls: a call is denied if and only if the usage and the admitted
   * calls that are not counted yet reach the amount of an enforcing budget that matches.
   */
  @Test
  void deniesIfAndOnlyIfUsageAndAdmittedCallsReachTheAmountOfAnEnforcingBudget() {
    for (long seed = 1; seed <= 200; seed++) {
      new RandomRun(seed).run();
    }
  }

  /** One random run against a plain model of the rule. */
  private static final class RandomRun {
    private static final List<String> USERS = List.of("a", "b", "c");
    private static final List<String> MODELS = List.of("x", "y");

    private final long seed;
    private final Random random;
    private final ManualClock clock = new ManualClock(START);
    private final ManualBoard board = new ManualBoard(START);
    private final Decisions decisions =
        new Decisions(
            board, new DecisionProperties(true, Duration.ofMinutes(15)), new Pending(), clock);
    private final List<Map<String, Long>> used = new ArrayList<>();
    private final List<Instant> counted = new ArrayList<>();
    private final List<Admitted> admitted = new ArrayList<>();

    private record Admitted(String user, String model, long tokens, Instant at) {}

    RandomRun(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      int many = 1 + random.nextInt(4);
      for (int i = 0; i < many; i++) {
        String model = random.nextBoolean() ? "" : ",'model':'" + pick(MODELS) + "'";
        board.add(
            SampleBudgets.create(
                "b" + i,
                "{'match':{'workload':'model-calls'"
                    + model
                    + "},'period':'day','per':'"
                    + pick(List.of("none", "user_id"))
                    + "','measure':'"
                    + pick(List.of("calls", "total_tokens"))
                    + "','amount':"
                    + (1 + random.nextInt(60))
                    + ",'mode':'"
                    + pick(List.of("watch", "shadow", "enforce"))
                    + "'}",
                START));
        used.add(Map.of());
        counted.add(START);
        look(i);
      }
      for (int call = 0; call < 60; call++) {
        clock.advanceBy(Duration.ofSeconds(random.nextInt(3)));
        if (random.nextInt(5) == 0) {
          look(random.nextInt(many));
        }
        decideAndCompare();
      }
    }

    private void look(int index) {
      SettingEntry<Budget> entry = board.list("acme").get(index);
      Map<String, Long> sums = new HashMap<>();
      for (String value : entry.value().isWhole() ? List.of("") : USERS) {
        sums.put(value, (long) random.nextInt(50));
      }
      used.set(index, sums);
      Instant through = clock.instant().minusSeconds(random.nextInt(5));
      if (through.isAfter(counted.get(index))) {
        counted.set(index, through);
      }
      board.count(entry, sums, counted.get(index), clock.instant());
    }

    private void decideAndCompare() {
      String user = pick(USERS);
      String model = pick(MODELS);
      long tokens = random.nextInt(20);
      boolean deny = false;
      boolean would = false;
      for (int i = 0; i < used.size(); i++) {
        Budget budget = board.list("acme").get(i).value();
        if (budget.mode() != Mode.WATCH && matches(budget, model)) {
          boolean reached = sum(i, user) >= budget.amount().longValue();
          would |= reached;
          deny |= reached && budget.mode() == Mode.ENFORCE;
        }
      }
      Decision decision =
          decisions.decideCall(
              "acme",
              CallReader.readBody(
                  JsonMapper.shared()
                      .readTree(
                          "{\"user_id\":\""
                              + user
                              + "\",\"model\":\""
                              + model
                              + "\",\"expected_tokens\":"
                              + tokens
                              + "}")));

      assertThat(decision.denies()).as("seed %s: %s", seed, decision).isEqualTo(deny);
      assertThat(decision.wouldDeny()).as("seed %s: %s", seed, decision).isEqualTo(would);
      if (!deny) {
        admitted.add(new Admitted(user, model, tokens, clock.instant()));
      }
    }

    private long sum(int index, String user) {
      Budget budget = board.list("acme").get(index).value();
      long sum = used.get(index).get(budget.isWhole() ? "" : user);
      for (Admitted call : admitted) {
        boolean own = budget.isWhole() || call.user().equals(user);
        if (own && matches(budget, call.model()) && !call.at().isBefore(counted.get(index))) {
          sum += budget.measure().equals("calls") ? 1 : call.tokens();
        }
      }
      return sum;
    }

    private static boolean matches(Budget budget, String model) {
      return budget.match().kept().stream().allMatch(filter -> filter.values().contains(model));
    }

    private String pick(List<String> values) {
      return values.get(random.nextInt(values.size()));
    }
  }

  @Test
  void reportsDenialsOfShadowBudgets() {
    SettingEntry<Budget> budget = add("s", "'measure':'calls','amount':5,'mode':'shadow'");
    board.count(budget, Map.of("", 5L), START, START);

    Decision decision = decide("{}");

    assertThat(decision.decision()).isEqualTo("allow");
    assertThat(decision.enforced()).isFalse();
    assertThat(decision.wouldDeny()).isTrue();
    assertThat(decision.reason()).isEqualTo("budget_used");
    assertThat(decision.budget()).isEqualTo("s");
    assertThat(decision.remaining()).isEqualTo("0");
    assertThat(decision.resetsAt()).isEqualTo("2026-03-13T00:00:00Z");
  }

  @Test
  void hasNoAgeBelowZeroAfterTheClockWasSetBack() {
    SettingEntry<Budget> budget = add("b", "'measure':'calls','amount':5,'mode':'enforce'");
    board.count(budget, Map.of("", 1L), START, START.plusSeconds(60));

    assertThat(decide("{}").ageMs()).isZero();
  }

  @Test
  void namesTheBudgetWithTheSmallestPartLeft() {
    SettingEntry<Budget> wide = add("wide", "'measure':'calls','amount':100,'mode':'enforce'");
    SettingEntry<Budget> near = add("near", "'measure':'calls','amount':1000,'mode':'enforce'");
    board.count(wide, Map.of("", 50L), START, START);
    board.count(near, Map.of("", 900L), START, START);

    Decision decision = decide("{}");

    assertThat(decision.decision()).isEqualTo("allow");
    assertThat(decision.budget()).isEqualTo("near");
    assertThat(decision.remaining()).isEqualTo("100");
    assertThat(decision.enforced()).isTrue();
  }

  @Test
  void aNewPeriodStartsWithNothingUsedBeforeItIsCounted() {
    SettingEntry<Budget> budget = add("d", "'measure':'calls','amount':5,'mode':'enforce'");
    board.count(budget, Map.of("", 5L), START, START);
    assertThat(decide("{}").denies()).isTrue();

    clock.setTime(Instant.parse("2026-03-13T00:00:00Z"));

    assertThat(decide("{}").denies()).isFalse();
  }

  @Test
  void forgetsAdmittedTokensWhenTheBudgetCountsCalls() {
    SettingEntry<Budget> tokens =
        add("m", "'measure':'total_tokens','amount':500,'mode':'enforce'");
    board.count(tokens, Map.of(), START, START);
    assertThat(decide("{'expected_tokens':100}").remaining()).isEqualTo("500");
    assertThat(decide("{'expected_tokens':100}").remaining()).isEqualTo("400");

    SettingEntry<Budget> calls = add("m", "'measure':'calls','amount':5,'mode':'enforce'");
    board.count(calls, Map.of(), START, START);

    assertThat(decide("{'expected_tokens':100}").remaining()).isEqualTo("5");
    assertThat(decide("{'expected_tokens':100}").remaining()).isEqualTo("4");
  }

  @Test
  void keepsAdmittedCallsWhenTheAmountChanges() {
    SettingEntry<Budget> budget = add("k", "'measure':'calls','amount':5,'mode':'enforce'");
    board.count(budget, Map.of(), START, START);
    decide("{}");

    add("k", "'measure':'calls','amount':9,'mode':'enforce','time_zone':'Asia/Shanghai'");

    assertThat(decide("{}").remaining()).isEqualTo("4");
  }

  @Test
  void countsCallsThatWereAdmittedBeforeTheFirstLook() {
    SettingEntry<Budget> budget = add("f", "'measure':'calls','amount':5,'mode':'enforce'");
    assertThat(decide("{}").reason()).isEqualTo("not_counted_yet");
    assertThat(decide("{}").reason()).isEqualTo("not_counted_yet");

    board.count(budget, Map.of(), START, START);

    assertThat(decide("{}").remaining()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'to':'2026-03-12T09:00:00Z'",
        "'from':'2026-03-12T11:00:00Z','to':'2026-03-12T12:00:00Z'"
      })
  void remembersNoCallsForBudgetsOutsideOfTheirPeriod(String period) {
    SettingEntry<Budget> budget = addOnce(period);

    assertThat(decide("{'user_id':'a'}").reason()).isEqualTo("no_budget");

    assertThat(pending.ofBudget(budget).size()).isZero();
  }

  @Test
  void forgetsAdmittedCallsWhenThePeriodEnds() {
    SettingEntry<Budget> budget = addOnce("'to':'2026-03-12T11:00:00Z'");
    board.count(budget, Map.of(), START, START);
    decide("{'user_id':'a'}");
    assertThat(pending.ofBudget(budget).size()).isOne();

    clock.setTime(Instant.parse("2026-03-12T11:00:00Z"));
    decide("{'user_id':'b'}");

    assertThat(pending.ofBudget(budget).size()).isZero();
  }

  @Test
  void forgetsOldCallsOfABudgetThatIsNeverCounted() {
    SettingEntry<Budget> budget =
        add("n", "'measure':'calls','amount':5,'mode':'enforce','per':'user_id'");
    for (int second = 0; second < 1_000; second++) {
      decide("{'user_id':'user-" + second + "'}");
      clock.advanceBy(Duration.ofSeconds(1));
    }

    assertThat(pending.ofBudget(budget).size())
        .isEqualTo((int) Decisions.REMEMBER_UNCOUNTED_FOR.toSeconds() + 1);
  }

  private SettingEntry<Budget> addOnce(String period) {
    SettingEntry<Budget> entry =
        SampleBudgets.create(
            "once",
            "{'match':{'workload':'model-calls'},'period':'once','measure':'calls','amount':5,"
                + "'mode':'enforce','per':'user_id',"
                + period
                + '}',
            Instant.parse("2026-03-12T08:00:00Z"));
    board.add(entry);
    return entry;
  }

  @Test
  void deniesCallsFromAddressesThatTheBudgetDoesNotAllow() {
    SettingEntry<Budget> budget =
        add(
            "a",
            "'measure':'calls','amount':5,'mode':'enforce','only_from':['10.0.0.0/8','fd00::/8']");
    board.count(budget, Map.of(), START, START);

    assertThat(decide("{'client_ip':'10.2.3.4'}").denies()).isFalse();
    assertThat(decide("{'client_ip':'fd12::1'}").denies()).isFalse();
    assertThat(decide("{'client_ip':'11.2.3.4'}").reason()).isEqualTo("address_not_allowed");
    assertThat(decide("{'client_ip':'11.2.3.4'}").denies()).isTrue();
    assertThat(decide("{}").denies()).isTrue();
  }

  @Test
  void keepsTheLastUsageWhileItCannotBeReadAndShowsItsAge() {
    SettingEntry<Budget> budget = add("o", "'measure':'calls','amount':6,'mode':'enforce'");
    assertThat(decide("{}").reason()).isEqualTo("not_counted_yet");
    board.count(budget, Map.of("", 4L), START, START);
    clock.setTime(START.plus(Duration.ofHours(2)));

    Decision decision = decide("{}");

    assertThat(decision.denies()).isFalse();
    assertThat(decision.ageMs()).isEqualTo(Duration.ofHours(2).toMillis());
    assertThat(decision.countedThrough()).isEqualTo(START);
    // Its own admitted calls still count.
    assertThat(decide("{}").denies()).isTrue();
  }

  @Test
  void failsClosedWhereTheOperatorWantsIt() {
    Decisions closed =
        new Decisions(board, new DecisionProperties(false, Duration.ofMinutes(15)), pending, clock);
    SettingEntry<Budget> budget = add("o", "'measure':'calls','amount':5,'mode':'enforce'");
    board.count(budget, Map.of("", 1L), START, START);
    Call call = CallReader.readBody(JsonMapper.shared().readTree("{}"));

    assertThat(closed.decideCall("acme", call).denies()).isFalse();
    clock.setTime(START.plus(Duration.ofMinutes(16)));
    assertThat(closed.decideCall("acme", call).denies()).isTrue();
    assertThat(closed.decideCall("acme", call).reason()).isEqualTo("stale");
  }

  @Test
  void readsHeadersOfGateways() {
    Map<String, String> headers =
        Map.of(
            "X-Tidemark-User-Id", "alice",
            "X-Project-Id", "dev",
            "X-Forwarded-For", "1.1.1.1, 10.0.0.7",
            "X-Tidemark-Expected-Tokens", "120");

    Call call = CallReader.readHeaders(headers::get);

    assertThat(call.dimensions())
        .containsExactlyInAnyOrderEntriesOf(Map.of("user_id", "alice", "project_id", "dev"));
    assertThat(call.clientAddress().getHostAddress()).isEqualTo("10.0.0.7");
    assertThat(call.expectedOf("total_tokens")).isEqualTo("120");
    assertThat(call.expectedOf("calls")).isEqualTo("1");
  }
}
