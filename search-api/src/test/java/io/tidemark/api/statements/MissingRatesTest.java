/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.statements.StatementSample.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.model.pricing.StatementLine;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fixed cost and a pool in a currency whose rate is stored after a month was booked. */
@Tag("node")
class MissingRatesTest {

  private static final String TENANT = "missing-rates-tenant";

  private final LiveApi api = LiveApi.shared();

  @Test
  void aFixedCostIsCorrectedOnceItHasARate() {
    PricedUsageDocument calls = new PricedUsageDocument(TENANT, "alice", "web", "own", "gpt-4o");
    api.index(List.of(calls.ofHour("2026-01-20T10:00:00Z", 1, 1_000_000, 0)));
    put(
        "price-lists/main",
        "{'currency': 'USD', 'default': true, 'prices': [{'id': 'gpt-4o',"
            + " 'match': {'model': 'gpt-4o'}, 'per_million': {'input': '2.50'}}]}");
    put(
        "fixed-costs/rent",
        "{'name': 'Rent', 'amount': '100', 'currency': 'EUR', 'spread': 'to', 'to': 'apps'}");
    put(
        "pools/own",
        "{'name': 'Own', 'models': ['qwen'], 'gpus': '1', 'price_per_gpu_hour': '1',"
            + " 'currency': 'EUR', 'capacity': '1000'}");
    close("2026-02-03T00:00:00Z");
    assertThat(listLines(1)).containsExactly("gpt-4o 2.5 null");

    put(
        "exchange-rates/eur",
        "{'rates': [{'from': 'EUR', 'to': 'USD', 'rate': '1.5', 'valid_from': '2026-01-01'}]}");
    close("2026-03-03T00:00:00Z");

    assertThat(listLines(1)).containsExactly("gpt-4o 2.5 null");
    // The pool of February: 28 days of 24 hours.
    assertThat(listLines(2)).contains("Rent 150 2026-01", "Rent 150 null", "Own 1008 null");
    assertThat(listLines(2)).noneMatch(line -> line.startsWith("Own") && line.endsWith("2026-01"));
  }

  private void put(String path, String body) {
    putSetting(api, TENANT, path, body.replace('\'', '"'));
  }

  private void close(String now) {
    api.bean(StatementCloser.class).close(TENANT, Instant.parse(now), DAYS);
  }

  /** Price, amount and corrected month of each line. */
  private List<String> listLines(int month) {
    StatementStore store = api.bean(StatementStore.class);
    return store
        .streamLines(store.findHead(TENANT, YearMonth.of(2026, month)).orElseThrow())
        .map(MissingRatesTest::describe)
        .toList();
  }

  private static String describe(StatementLine line) {
    return String.join(
        " ",
        line.price().priceId(),
        line.amount().stripTrailingZeros().toPlainString(),
        String.valueOf(line.correctionOf()));
  }
}
