/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

/** The table with all metrics of each user, model and the like. */
@Tag("browser")
class EntitiesTest {

  private static final String PANEL = "[data-panel=entities]";
  private static final String ROWS = PANEL + " tbody tr";

  /** Fourteen users: the more calls one has, the fewer of them failed. */
  private static final String RANKS = "entities-of-ranks";

  private static final int USERS = 14;

  private static final String LISTEN =
      "window.asked = []; const real = window.fetch;"
          + " window.fetch = (address, given) => {"
          + " window.asked.push(String(address)); return real(address, given); };";

  private final LiveApi api = LiveApi.shared();
  private final Harbor harbor = Harbor.indexed(api);
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  void nothingWentWrong() {
    browser.assertNothingWentWrong();
  }

  @Test
  void listsAllMetricsOfEachValue() {
    openTab(Harbor.TENANT, "model-calls&entities=user_id");
    lookAtPanel();

    BruteForce all = harbor.callsInView();
    assertThat(column(1)).hasSize(3);
    for (int row = 0; row < 3; row++) {
      String user = column(1).get(row);
      BruteForce own = all.only(hour -> user.equals(hour.dimension("user_id")));
      assertThat(exactly("calls").get(row)).as(user).isEqualTo(whole(own.sum("calls")));
      assertThat(exactly("failed").get(row)).as(user).isEqualTo(whole(own.sum("failed")));
      assertThat(exactly("models").get(row)).as(user).isEqualTo(whole(own.distinct("model")));
      assertThat(exactly("error_rate").get(row))
          .isEqualTo(
              new java.text.DecimalFormat(
                      "0.####%", java.text.DecimalFormatSymbols.getInstance(Locale.US))
                  .format((double) own.sum("failed") / own.sum("calls")));
    }
    assertThat(browser.has(PANEL + " [data-sort=users]")).as("a user is one user").isFalse();
    assertThat(browser.js("return document.querySelectorAll('" + ROWS + " svg path').length"))
        .isEqualTo(3L);
    assertThat(browser.texts(PANEL + " .note")).containsExactly("All are shown.");
  }

  /** The first view is not slower for it; a table asks twice, however many rows it has. */
  @Test
  void asksTwiceOnceItIsInSight() {
    openTab(Harbor.TENANT, "model-calls");
    browser.js(LISTEN);
    browser.loading(() -> browser.click("#refresh"));
    assertThat(asked()).isNotEmpty().noneMatch(address -> address.contains("further_metric"));

    browser.js("window.asked.length = 0");
    lookAtPanel();
    assertThat(asked()).hasSize(2);
    assertThat(asked()).filteredOn(address -> address.contains("/distribution?")).hasSize(1);
    assertThat(asked()).filteredOn(address -> address.contains("/trend?")).hasSize(1);
  }

  @Test
  void ordersByTheGreatestOfAllAndNotOnlyOfThoseShown() {
    openTab(indexRanks(), "model-calls&entities=user_id");
    lookAtPanel();
    assertThat(column(1)).isEqualTo(users(IntStream.range(0, 10)));
    assertThat(browser.texts(PANEL + " .note"))
        .containsExactly("Not shown: 4 more, together Calls 3,954.");
    assertThat(browser.has(PANEL + " [data-sort=error_rate]"))
        .as("no server ranks by what does not add up")
        .isFalse();

    browser.loading(() -> browser.click(PANEL + " [data-sort=failed]"));
    lookAtPanel();
    assertThat(browser.address()).contains("sort=failed");
    assertThat(browser.find(PANEL + " th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("descending");
    assertThat(column(1)).isEqualTo(users(IntStream.range(0, 10).map(place -> USERS - 1 - place)));
    assertThat(exactly("failed").get(0)).isEqualTo("14");
  }

  @Test
  void allRowsGoInEitherOrderOfAnyMetric() {
    openTab(indexRanks(), "model-calls&entities=user_id&rows=20");
    lookAtPanel();
    assertThat(column(1)).isEqualTo(users(IntStream.range(0, USERS)));

    browser.loading(() -> browser.click(PANEL + " [data-sort=error_rate]"));
    lookAtPanel();
    assertThat(column(1).get(0)).isEqualTo("user-13");
    browser.loading(() -> browser.click(PANEL + " [data-sort=error_rate]"));
    lookAtPanel();
    assertThat(column(1)).isEqualTo(users(IntStream.range(0, USERS)));
    assertThat(browser.find(PANEL + " th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("ascending");
    assertThat(exactly("cache_hit_ratio")).as("never reported").containsOnly("–");
  }

  @Test
  void aRowLeadsToTheViewOfThatOne() {
    openTab(Harbor.TENANT, "model-calls&entities=user_id");
    assertThat(browser.js("return document.title")).isEqualTo("Model calls · Tidemark");
    lookAtPanel();
    String user = column(1).get(1);

    browser.loading(() -> browser.click(ROWS + ":nth-child(2) td:nth-child(3)"));

    assertThat(browser.address()).contains("user_id=" + user);
    assertThat(browser.js("return document.title")).isEqualTo(user + " · Model calls · Tidemark");
    assertThat(browser.texts("main > h1")).containsExactly("Model calls · User " + user);
    assertThat(browser.metric("calls"))
        .isEqualTo(
            whole(
                harbor
                    .callsInView()
                    .only(hour -> user.equals(hour.dimension("user_id")))
                    .sum("calls")));
    browser.loading(() -> browser.click(".chips > .link"));
    assertThat(browser.js("return document.querySelector('main > h1').className"))
        .isEqualTo("unseen");
  }

  @Test
  void theKeyboardOrdersAndChoosesToo() {
    openTab(Harbor.TENANT, "model-calls&entities=user_id");
    lookAtPanel();
    browser.loading(() -> browser.find(PANEL + " [data-sort=failed]").sendKeys(Keys.ENTER));
    lookAtPanel();
    browser.loading(
        () -> browser.find(ROWS + ":first-child .name-cell button").sendKeys(Keys.ENTER));
    assertThat(browser.address()).contains("sort=failed", "&user_id=");
  }

  @Test
  void theFocusStaysWhereItWas() {
    openTab(Harbor.TENANT, "model-calls&entities=user_id");
    lookAtPanel();
    browser.loading(() -> browser.find(PANEL + " [data-sort=failed]").sendKeys(Keys.ENTER));
    lookAtPanel();
    assertThat(browser.js("return document.activeElement.dataset.sort")).isEqualTo("failed");

    browser.js("document.querySelectorAll('" + ROWS + " .name-cell button')[1].focus()");
    browser.js("window.before = document.activeElement");
    browser.loading(() -> browser.pointer().sendKeys("r").perform());
    lookAtPanel();
    assertThat(
            browser.js(
                "const row = document.activeElement.closest('"
                    + ROWS
                    + "'); return !window.before.isConnected && row?.sectionRowIndex"))
        .isEqualTo(1L);
  }

  /** Stands in for a server with more models than it prices. */
  @Test
  void theOtherMetricsAreShownWhereTheCostIsRefused() {
    Object script =
        browser.addScript(
            "const real = window.fetch; window.asked = [];"
                + " window.fetch = async (address, given) => {"
                + " const costly = String(address).includes('further_metric=cost');"
                + " if (String(address).includes('further_metric')) { window.asked.push(costly); }"
                + " if (costly) { return new Response(JSON.stringify({"
                + " type: 'urn:tidemark:problem:too-large', limit: 1,"
                + " detail: 'There are more models than can be priced; filter.' }),"
                + " { status: 400 }); }"
                + " return real(address, given); };");
    try {
      openTab(Harbor.TENANT, "model-calls&entities=user_id&sort=cost");
    } finally {
      browser.removeScript(script);
    }
    lookAtPanel();
    assertThat(browser.js("return window.asked")).isEqualTo(List.of(true, false));
    assertThat(column(1)).hasSize(3);
    assertThat(browser.has(PANEL + " [data-sort=cost]")).isFalse();
  }

  @Test
  void theFileHasTheSameRowsAndTheIds() {
    openTab(Harbor.TENANT, "comfyui&entities=workflow_id");
    lookAtPanel();
    browser.click(PANEL + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();

    assertThat(lines.get(0)).startsWith("\ufeffWorkflow,workflow_id,Total executions,");
    assertThat(lines.get(0)).endsWith(",provisional");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("portrait,wf-portrait," + runsOf("wf-portrait") + ','));
    assertThat(browser.fileNames())
        .containsExactly("tidemark-comfyui-entities-by-workflow_id-1d.csv");
  }

  private long runsOf(String workflow) {
    return Harbor.sum(
        harbor.runs.stream()
            .filter(run -> workflow.equals(run.path("workflow_id").asString()))
            .toList(),
        "executions");
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, en, All metrics by model",
    "comfyui, en, All metrics by workflow",
    "training, en, All metrics by base model",
    "coding-agents, en, All metrics by agent",
    "model-calls, zh, 各模型的全部指标"
  })
  void everyTabOfAWorkloadHasATable(String tab, String language, String title) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    openTab(Harbor.TENANT, tab);
    lookAtPanel();

    assertThat(browser.texts(PANEL + " h2")).containsExactly(title);
    assertThat(browser.texts(PANEL + " th").size()).isGreaterThan(6);
  }

  /** Users from the one with the most calls and the least failed ones. */
  private String indexRanks() {
    api.index(
        IntStream.range(0, USERS)
            .mapToObj(
                place ->
                    JsonMapper.shared()
                        .createObjectNode()
                        .put("hour", Harbor.FROM.toString())
                        .put("window_minutes", 60)
                        .put("tenant_id", RANKS)
                        .put("user_id", user(place))
                        .put("model", "m")
                        .put("calls", 1_000L - place)
                        .put("succeeded", 1_000L - place - (place + 1))
                        .put("failed", place + 1L)
                        .put("blocked", 0L)
                        .put("final", true)
                        .put("updated_at", Harbor.TO.toString()))
            .map(
                source ->
                    new IndexedDocument(
                        IndexFamily.MODEL_CALLS_HOURLY.indexAt(Harbor.FROM.toEpochMilli()),
                        RANKS + source.path("user_id").asString(),
                        source))
            .toList());
    return RANKS;
  }

  private static List<String> users(IntStream places) {
    return places.mapToObj(EntitiesTest::user).toList();
  }

  private static String user(int place) {
    return "user-%02d".formatted(place);
  }

  private void openTab(String tenant, String search) {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab="
            + search
            + "#token="
            + api.tokens().superAdmin(tenant, "root"));
  }

  private void lookAtPanel() {
    browser.js("document.querySelector('" + PANEL + "').scrollIntoView({ block: 'center' })");
    browser.await(
        "The table never came",
        () ->
            (Boolean)
                browser.js(
                    "const panel = document.querySelector('"
                        + PANEL
                        + "'); return !('waiting' in panel.dataset)"
                        + " && panel.getAttribute('aria-busy') === 'false'"
                        + " && panel.querySelector('tbody') !== null"));
  }

  @SuppressWarnings("unchecked")
  private List<String> asked() {
    return (List<String>) browser.js("return window.asked");
  }

  private List<String> column(int number) {
    return browser.texts(ROWS + " td:nth-child(" + number + ")");
  }

  /** The exact values of a metric, by the place of its column. */
  private List<String> exactly(String metric) {
    Long place =
        (Long)
            browser.js(
                "return [...document.querySelectorAll('"
                    + PANEL
                    + " th')].findIndex(th => th.querySelector('[data-sort=\"' + arguments[0]"
                    + " + '\"]')) + 1",
                metric);
    assertThat(place).as(metric).isPositive();
    return browser.exactTexts(ROWS + " td:nth-child(" + place + ")");
  }

  private static String whole(long value) {
    return String.format(Locale.US, "%,d", value);
  }
}
