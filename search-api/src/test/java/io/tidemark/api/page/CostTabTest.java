/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.statements.StatementSample;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs on the page, of a small tenant whose costs are calculated by hand. */
@Tag("browser")
class CostTabTest extends BrowserTest {

  private static final String TENANT = "cost-page-tenant";

  private static final String LIST =
      "{\"currency\":\"USD\",\"default\":true,\"prices\":[{\"id\":\"gpt-4o\",\"match\":{\"model\":"
          + "\"gpt-4o\"},\"per_million\":{\"input\":\"2000\",\"cache_read\":\"1000\",\"output\":"
          + "\"10000\"}},{\"id\":\"tuning\",\"match\":{\"workload\":\"training\"},\"per_million\":"
          + "{\"trained\":\"14.00\"}}]}";

  @BeforeAll
  static void index() {
    LiveApi api = LiveApi.shared();
    SampleTenant.index(api, TENANT, "");
    putSetting(api, TENANT, "price-lists/main", LIST);
  }

  @ParameterizedTest
  @CsvSource({"en, Cost, Input tokens, Without a price", "zh, 费用, 输入 token, 没有价格"})
  void theAccountIsShownInBothLanguages(
      String language, String tab, String input, String unpriced) {
    open("cost", language);

    assertThat(browser.texts("nav [data-tab=cost]")).containsExactly(tab);
    assertThat(browser.texts("[data-panel=account] [data-metric=unpriced] .card-label"))
        .containsExactly(unpriced);
    // 95 calls with 600 input tokens at 2, 300 cached ones at 1, 150 output tokens at 10 by the
    // thousand, and 1.2 million trained tokens at 14 by the million.
    assertThat(browser.exactTexts("[data-panel=account] [data-metric=cost] .number"))
        .containsExactly("301.80 USD");
    assertThat(browser.texts("[data-panel=cost-table] td:first-child")).contains(input);
    assertThat(browser.texts("[data-panel=missing-prices] tbody td:nth-child(2)"))
        .contains("tuned-qwen", "claude");
  }

  @Test
  void changeComparesEqualNumbersOfFinalHours() {
    String tenant = "cost-change-tenant";
    String root = api.tokens().superAdmin(tenant, "root");
    putSetting(api, tenant, "price-lists/main", LIST);
    // Hours are final until 10:00; the running one has few calls yet.
    api.index(
        List.of(
            callHour("05", 100),
            callHour("06", 100),
            callHour("07", 100),
            callHour("08", 150),
            callHour("09", 150),
            callHour("10", 20)));

    browser.open(api.uri() + "/?tab=cost&range=2h&zone=UTC#token=" + root);

    assertThat(browser.exactTexts("[data-panel=account] [data-metric=cost] .number"))
        .containsExactly("3.20 USD");
    assertThat(browser.texts("[data-panel=account] [data-metric=cost] .change"))
        .containsExactly("+50%");
    assertThat(browser.exactTexts("[data-panel=account] [data-metric=cost] .change").get(0))
        .endsWith(
            ": 3.00 USD in the 2 final hours from 03/12 08:00 to 03/12 10:00, 2.00 USD in the 2"
                + " hours before");

    // The running hour alone.
    browser.open(api.uri() + "/?tab=cost&from=2026-03-12T10:00:00Z&zone=UTC#token=" + root);
    assertThat(browser.texts("[data-panel=account] [data-metric=cost] .change"))
        .containsExactly("");
  }

  /** An hour of calls with one output token each, a cent by the price list. */
  private static IndexedDocument callHour(String hour, long count) {
    CallHour calls =
        new CallHour(
            Instant.parse("2026-03-12T" + hour + ":00:00Z"),
            60,
            Map.of("tenant_id", "cost-change-tenant", "user_id", "alice", "model", "gpt-4o"),
            Map.of("calls", count, "succeeded", count, "failed", 0L, "output_tokens", count),
            Map.of(),
            List.of(),
            List.of());
    IndexedDocument document = calls.document();
    return new IndexedDocument(document.index(), "cost-change-" + hour, document.source());
  }

  @ParameterizedTest
  @CsvSource({
    "en, Statements, Unallocated, The file could not be saved: The server does not respond.",
    "zh, 账单, 未分摊, 文件保存失败：服务器没有响应。"
  })
  void departmentsAndStatementsAreShownToFinance(
      String language, String statements, String unallocated, String failure) {
    StatementSample.book(api, TENANT);
    open("cost", language, "&of=department&split=department");

    assertThat(browser.texts("[data-panel=statements] h2")).containsExactly(statements);
    assertThat(browser.texts("[data-panel=statements] tbody td:first-child"))
        .containsExactly("2026-02");
    assertThat(browser.texts("[data-panel=statements] [data-format]"))
        .containsExactly("CSV", "FOCUS 1.2");
    assertThat(browser.texts("[data-panel=cost-table] tbody td:first-child"))
        .containsExactly(unallocated);
    browser.js("window.fetch = () => Promise.reject(new TypeError('gone'))");
    browser.click("[data-panel=statements] [data-format=csv]");
    browser.awaitText("[data-panel=statements] [role=status]", failure);
  }

  @ParameterizedTest
  @CsvSource({"en, Department, Unallocated, not Unallocated", "zh, 部门, 未分摊, 非 未分摊"})
  void financeFiltersByDepartment(
      String language, String department, String unallocated, String chosen) {
    open("cost", language);
    assertThat(browser.texts("[data-filter=department] .picker-name")).containsExactly(department);

    browser.click("[data-filter=department]");
    browser.await("The departments never came", () -> browser.has(".choice-row"));
    assertThat(browser.texts(".choice-row .choice-name")).containsExactly(unallocated);
    browser.click(".choice-row[data-value=unallocated] .without");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));

    assertThat(browser.address()).contains("not_department=unallocated");
    assertThat(browser.texts("[data-filter=department] .picker-value")).containsExactly(chosen);
    // No rule gives usage to a department.
    assertThat(browser.exactTexts("[data-panel=account] [data-metric=cost] .number"))
        .containsExactly("–");
    assertThat(browser.texts("[data-panel=missing-prices] tbody td:nth-child(2)")).isEmpty();
  }

  @Test
  void aPeriodThatGoesOnHasNoEnd() {
    open("cost", "en", "&from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z");
    assertThat(browser.has("[data-period][aria-pressed=true]")).as("another period").isFalse();

    browser.loading(() -> browser.click("[data-period=thisMonth]"));
    assertThat(browser.address()).contains("from=2026-03-01").doesNotContain("&to=");
    assertThat(browser.has("[data-period=thisMonth][aria-pressed=true]")).isTrue();
    assertThat(browser.js("return document.activeElement.dataset.period")).isEqualTo("thisMonth");
    browser.loading(() -> browser.click("[data-period=lastMonth]"));
    assertThat(browser.address()).contains("from=2026-02-01", "&to=2026-03-01");
  }

  @Test
  void membersSeeNoStatements() {
    String alice = api.tokens().member(TENANT, "alice");
    browser.open(api.uri() + "/?tab=cost&range=2h&zone=UTC#token=" + alice);

    assertThat(browser.texts("[data-panel=account] h2")).isNotNull();
    assertThat(browser.texts("[name=of] option[value=department]")).isEmpty();
    assertThat(browser.has("[data-filter=department]")).isFalse();
    assertThat(browser.texts("[data-panel=statements] h2")).isEmpty();
  }

  @Test
  void tabsOfWorkloadsHaveACardWithTheirCost() {
    open("training", "en");

    assertThat(browser.exactTexts("[data-metric=cost] .number")).containsExactly("16.80 USD");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Cost, Prices of main, calls without a price are left out",
    "zh, 费用, 价格表 main, 次没有价格，不计在内"
  })
  void trendsAndSharesOfAWorkloadTakeMoney(
      String language, String cost, String prices, String unpriced) {
    open("model-calls", language, "&metric=cost&share=cost&by=model");

    assertThat(browser.texts("[data-panel=trend] [name=metric] option")).contains(cost);
    for (String panel : List.of("trend", "distribution")) {
      assertThat(browser.texts("[data-panel=" + panel + "] [data-note=money]"))
          .singleElement()
          .asString()
          .contains(prices, unpriced, "claude");
    }
    assertThat(browser.texts("[data-panel=distribution] tbody td:nth-child(2)").get(0))
        .isEqualTo("$285.00");
    assertThat(browser.texts("[data-panel=distribution] tbody td:first-child").get(0))
        .isEqualTo("gpt-4o");
  }

  @Test
  void everyMetricOfMoneyIsDrawn() {
    open("model-calls", "en");
    for (String metric :
        List.of("cost_per_call", "cost_per_million_tokens", "cache_savings", "reported_cost")) {
      browser.loading(() -> browser.choose("[data-panel=trend] [name=metric]", metric));

      assertThat(browser.texts("[data-panel=trend] [data-note=money]:not([hidden])").isEmpty())
          .as(metric)
          .isEqualTo(metric.equals("reported_cost"));
    }
  }

  /** Agents report millionths of a dollar. */
  @ParameterizedTest
  @CsvSource({"model-calls, cost, 285", "coding-agents, cost_micros, 1.35"})
  void filesHoldAmountsWithTheirCurrency(String tab, String metric, BigDecimal total) {
    open(tab, "en", "&group=none&metric=" + metric);
    browser.click("[data-panel=trend] [data-tool=csv]");

    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    assertThat(lines.get(0)).isEqualTo("\ufefftime,Cost,provisional,currency");
    List<String> rows = lines.subList(1, lines.size());
    assertThat(rows).allMatch(row -> row.endsWith(",USD"));
    BigDecimal sum =
        rows.stream()
            .map(row -> row.split(",", -1)[1])
            .filter(amount -> !amount.isEmpty())
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(total);
  }

  private void open(String tab, String language) {
    open(tab, language, "");
  }

  private void open(String tab, String language, String options) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?tab=" + tab + "&range=2h&zone=UTC" + options + "#token=" + root());
  }

  private String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
