/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.people.PeopleSample;
import io.tidemark.model.index.PermanentIndex;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tab of budgets, for administrators and for members. */
@Tag("browser")
class BudgetsTabTest {

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
  }

  @Test
  void showsUsedSharesOfAccountsAndRequests() {
    String tenant = sample("quota-bars");
    put(tenant, "100000");
    PeopleSample.put(
        api,
        api.tokens().superAdmin(tenant, "root"),
        "{\"kind\":\"user\",\"id\":\"alice\",\"name\":\"Alice Li\"}");
    openTab(api.tokens().superAdmin(tenant, "root"), "en");

    assertThat(browser.texts("[data-panel=budgets] h2")).containsExactly("Budgets");
    assertThat(browser.texts(".account-name")).containsExactly("Alice Li", "bob", "carol");
    assertThat(browser.texts(".account-percent")).containsExactly("99.7%", "12.6%", "0%");
    assertThat(browser.find("[data-account=alice] .fill").getAttribute("class")).contains("warned");
    assertThat(browser.texts("[data-account=alice] .account-values").get(0))
        .startsWith("99,750 of 100,000");

    openTab(api.tokens().member(tenant, "alice"), "en");
    assertThat(browser.texts("[data-panel=budgets] h2")).containsExactly("My quota");
    assertThat(browser.texts(".account-name")).containsExactly("Alice Li");
    browser.click("[name=ask]");
    browser.find(".budget-form [name=amount]").sendKeys("50000");
    browser.find(".budget-form [name=reason]").sendKeys("release week");
    browser.loading(() -> browser.click(".budget-form [type=submit]"));
    assertThat(browser.texts(".request-state")).containsExactly("pending");

    openTab(api.tokens().superAdmin(tenant, "root"), "en");
    assertThat(browser.texts("[data-panel=requests] tbody td").subList(0, 5))
        .containsExactly("dev-daily", "Alice Li", "50,000", "release week", "Alice Li");
    browser.find("[name=comment]").sendKeys("until the");
    browser.loading(() -> browser.js("document.getElementById('refresh').click()"));
    browser.find("[name=comment]").sendKeys(" release");
    browser.loading(() -> browser.click("#refresh"));
    assertThat(browser.find("[name=comment]").getAttribute("value")).isEqualTo("until the release");
    browser.loading(() -> browser.click("[name=approve]"));
    assertThat(browser.texts(".request-state")).containsExactly("approved");
    assertThat(browser.texts("[data-panel=requests] tbody td:nth-child(7)"))
        .containsExactly("until the release");
    assertThat(browser.texts("[data-account=alice] .account-percent")).containsExactly("66.5%");
    browser.assertNothingWentWrong();
  }

  @ParameterizedTest
  @CsvSource({"1280, 1", "500, 1", "500, 100000"})
  void keepsPercentagesNextToNamesAndApartFromValues(int width, String amount) {
    String tenant = sample("quota-wide-" + width + "-" + amount);
    put(tenant, amount);
    browser.resize(width, 900);
    openTab(api.tokens().superAdmin(tenant, "root"), "zh");

    assertThat(
            browser.js(
                "const box = part => document.querySelector('.account-' + part)"
                    + " .getBoundingClientRect();"
                    + "const percent = document.querySelector('.account-percent');"
                    + "const [name, value, values] = ['name', 'percent', 'values'].map(box);"
                    + "return [value.top < name.bottom && value.bottom > name.top,"
                    + " percent.scrollWidth <= percent.clientWidth,"
                    + " values.left >= value.right || values.top >= value.bottom]"))
        .isEqualTo(List.of(true, true, true));
  }

  @Test
  void showsEndedPeriodsAsTheyWere() {
    String tenant = sample("quota-history");
    put(tenant, "100000");
    ObjectNode period = JsonMapper.shared().createObjectNode();
    period.put("entry", "account").put("tenant_id", tenant).put("budget", "dev-daily");
    period.put("revision", 1).put("measure", "calls").put("value", "alice");
    period.put("from", "2026-03-10T00:00:00Z").put("to", "2026-03-11T00:00:00Z");
    period.put("used", 600).put("amount", 1_000).put("recorded_at", "2026-03-11T02:00:00Z");
    period
        .putArray("levels")
        .addObject()
        .put("level", 100)
        .put("projected", true)
        .put("at", "2026-03-10T20:00:00Z");
    String index = PermanentIndex.BUDGET_PERIODS.indexName();
    api.index(List.of(new IndexedDocument(index, tenant, period)));
    openTab(api.tokens().superAdmin(tenant, "root"), "en");

    browser.click("[name=history]");

    browser.awaitText("dialog td:nth-child(3)", "600 / 1,000 · Calls");
    assertThat(browser.texts("dialog td:nth-child(5)")).containsExactly("100% (projection)");
  }

  @Test
  void simulatesBudgetsInTheFormAndShowsFaults() {
    String tenant = sample("quota-form");
    openTab(api.tokens().superAdmin(tenant, "root"), "zh");
    assertThat(browser.texts("[data-panel=budgets] h2")).containsExactly("额度");

    browser.click("[name=add-budget]");
    browser.find("[name=id]").sendKeys("daily");
    browser.find("[name=amount]").sendKeys("50000");
    browser.awaitText(".simulation p", "按保留的历史用量，会提醒 2 次。");
    assertThat(browser.texts(".simulation li").get(0)).contains("alice", "100%");

    // The refusal that follows is on the console of the browser.
    browser.assertNothingWentWrong();
    browser.find("[name=levelsIn]").sendKeys(", 80");
    browser.awaitText(".simulation [role=alert]", "提醒级别（%）：提醒级别 80 重复。");
    browser.find("[name=levelsIn]").clear();
    browser.find("[name=levelsIn]").sendKeys("80, 100");
    browser.loading(() -> browser.click("dialog [type=submit]"));
    assertThat(browser.texts(".budget h3")).containsExactly("daily");
  }

  /** A tenant with the usage of three users. */
  private String sample(String tenant) {
    SampleTenant.index(api, tenant, "");
    return tenant;
  }

  private void put(String tenant, String amount) {
    putSetting(
        api,
        tenant,
        "budgets/dev-daily",
        "{\"match\":{\"workload\":\"model-calls\"},\"per\":\"user_id\","
            + "\"measure\":\"total_tokens\",\"period\":\"day\",\"amount\":\""
            + amount
            + "\"}");
  }

  private void openTab(String token, String language) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?zone=UTC&tab=budgets#token=" + token);
  }
}
