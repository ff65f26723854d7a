/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.page.EntitiesTable.PANEL;
import static io.tidemark.api.page.EntitiesTable.ROWS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table with all metrics of each user, model and the like. */
@Tag("browser")
class EntitiesTest extends BrowserTest {

  private static final String NAMES = "entities-of-names";
  private static final String COSTS = "entities-of-costs";

  private static final String PRICES =
      "{\"currency\":\"USD\",\"default\":true,\"prices\":[{\"id\":\"gpt-4o\",\"match\":"
          + "{\"model\":\"gpt-4o\"},\"per_million\":{\"output\":\"10000\"}}]}";

  private final Harbor harbor = Harbor.indexed(api);
  private EntitiesTable table;

  @BeforeEach
  void openTable() {
    table = new EntitiesTable(browser, api);
  }

  @Test
  void listsAllMetricsOfEachValue() {
    table.open(Harbor.TENANT, "model-calls&entities=user_id");

    BruteForce all = harbor.callsInView();
    assertThat(table.column(1)).hasSize(3);
    for (int row = 0; row < 3; row++) {
      String user = table.column(1).get(row);
      BruteForce own = all.only(hour -> user.equals(hour.dimension("user_id")));
      assertThat(table.exactly("calls").get(row)).as(user).isEqualTo(whole(own.sum("calls")));
      assertThat(table.exactly("failed").get(row)).as(user).isEqualTo(whole(own.sum("failed")));
      assertThat(table.exactly("models").get(row)).as(user).isEqualTo(whole(own.distinct("model")));
      assertThat(table.exactly("error_rate").get(row))
          .isEqualTo(
              new java.text.DecimalFormat(
                      "0.####%", java.text.DecimalFormatSymbols.getInstance(Locale.US))
                  .format((double) own.sum("failed") / own.sum("calls")));
    }
    assertThat(browser.has(PANEL + " [data-sort=users]")).as("a user is one user").isFalse();
    assertThat(browser.has(PANEL + " [data-sort=cost]")).as("nothing has a price").isFalse();
    assertThat(browser.texts(PANEL + " h2")).containsExactly("All metrics by user");
    assertThat(browser.find(PANEL + " [name=entities]").getAttribute("value")).isEqualTo("user_id");
    assertThat(browser.texts(PANEL + " .note")).containsExactly("All are shown.");
  }

  @Test
  void eachRowHasTheTrendOfItsValue() {
    table.open(Harbor.TENANT, "model-calls&entities=user_id");

    assertThat(table.column(1)).hasSize(3);
    assertThat(table.trends()).isEqualTo(table.column(1).stream().map(this::trendOf).toList());
    assertThat(browser.js("return document.querySelectorAll('" + ROWS + " svg path').length"))
        .isEqualTo(3L);
  }

  /** What the pointer on the trend of a user reads. */
  private String trendOf(String user) {
    Map<Instant, Long> hours = new TreeMap<>();
    harbor.callsInView().hours().stream()
        .filter(hour -> user.equals(hour.dimension("user_id")))
        .forEach(hour -> hours.merge(hour.hour(), hour.counts().get("calls"), Long::sum));
    return "Calls: %d at the highest point".formatted(Collections.max(hours.values()));
  }

  /** A workflow with two names has one row, under the newest name. */
  @Test
  void onlyWhatIsOneValueHasATrendAndAViewOfItsOwn() {
    api.index(
        List.of(
            runs(0, "wf-1", "before", 5),
            runs(1, "wf-1", "after", 3),
            runs(0, null, null, 2),
            runs(0, "wf-2", "plain", 1)));
    table.open(NAMES, "comfyui&entities=workflow_id");

    assertThat(table.column(1)).containsExactly("after", "(unknown)", "plain");
    assertThat(table.trends())
        .containsExactly(
            "Total executions: 5 at the highest point",
            "Total executions: 2 at the highest point",
            "Total executions: 1 at the highest point");
    String before = browser.address();
    browser.click(ROWS + ":nth-child(2) td:nth-child(3)");
    assertThat(browser.address()).isEqualTo(before);
    assertThat(browser.texts(ROWS + ".choosable")).hasSize(2);
    assertThat(browser.texts(ROWS + " .name-cell button")).containsExactly("after", "plain");
  }

  private static IndexedDocument runs(int hour, String workflow, String name, long executions) {
    Instant start = Harbor.FROM.plus(Duration.ofHours(hour));
    ObjectNode source =
        hour(NAMES)
            .put("hour", start.toString())
            .put("workflow_id", workflow)
            .put("workflow_name", name)
            .put("executions", executions)
            .put("succeeded", executions);
    return new IndexedDocument(
        IndexFamily.COMFYUI_HOURLY.indexAt(start.toEpochMilli()), NAMES + name, source);
  }

  @Test
  void thereIsAColumnOfCostsOnceThereArePrices() {
    api.index(List.of(calls("alice", 5, 100), calls("bob", 1, 300)));
    putSetting(api, COSTS, "price-lists/main", PRICES);
    table.open(COSTS, "model-calls&entities=user_id&rows=20");
    assertThat(table.column(1)).containsExactly("alice", "bob");

    table.click(PANEL + " [data-sort=cost]");
    assertThat(table.column(1)).containsExactly("bob", "alice");
    assertThat(table.column(table.placeOf("cost"))).containsExactly("$3.00", "$1.00");
    assertThat(saveFile().get(0)).contains(",Cost (USD),");
  }

  private static IndexedDocument calls(String user, long calls, long tokens) {
    ObjectNode source =
        hour(COSTS)
            .put("user_id", user)
            .put("model", "gpt-4o")
            .put("calls", calls)
            .put("succeeded", calls)
            .put("output_tokens", tokens);
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(Harbor.FROM.toEpochMilli()), COSTS + user, source);
  }

  private static ObjectNode hour(String tenant) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("hour", Harbor.FROM.toString())
        .put("window_minutes", 60)
        .put("tenant_id", tenant)
        .put("final", true)
        .put("updated_at", Harbor.TO.toString());
  }

  @Test
  void theFileHasTheSameRowsAndTheIds() {
    table.open(Harbor.TENANT, "comfyui&entities=workflow_id");
    List<String> workflows = table.column(1);
    List<String> lines = saveFile();

    assertThat(lines.get(0)).startsWith("\ufeffWorkflow,workflow_id,Total executions,");
    assertThat(lines.get(0)).endsWith(",provisional");
    assertThat(lines).hasSize(3);
    for (int row = 0; row < workflows.size(); row++) {
      String workflow = workflows.get(row);
      String[] cells = lines.get(row + 1).split(",", -1);
      assertThat(cells).startsWith(workflow, "wf-" + workflow).endsWith("true");
      for (String metric : List.of("executions", "succeeded", "failed")) {
        assertThat(cells[table.placeOf(metric) - 1])
            .as(metric + " of " + workflow)
            .isEqualTo(Long.toString(sumOf(workflow, metric)));
      }
    }
    assertThat(browser.fileNames())
        .containsExactly("tidemark-comfyui-entities-by-workflow_id-1d.csv");
  }

  @Test
  void aFileOfFinalHoursIsNotProvisional() {
    String period = "&from=" + Harbor.FROM + "&to=" + Harbor.FINAL_THROUGH;
    table.open(Harbor.TENANT, "comfyui&entities=workflow_id" + period);

    assertThat(saveFile()).hasSize(3).last().asString().endsWith(",false");
  }

  private List<String> saveFile() {
    browser.click(PANEL + " [data-tool=csv]");
    return new String(browser.download("csv"), UTF_8).lines().toList();
  }

  private long sumOf(String workflow, String metric) {
    return Harbor.sum(
        harbor.runs.stream()
            .filter(run -> ("wf-" + workflow).equals(run.path("workflow_id").asString()))
            .toList(),
        metric);
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, en, All metrics by model",
    "comfyui, en, All metrics by workflow",
    "training, en, All metrics by base model",
    "coding-agents, en, All metrics by agent",
    "comfyui, zh, 全部指标 · workflow"
  })
  void everyTabOfAWorkloadHasATable(String tab, String language, String title) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    table.open(Harbor.TENANT, tab);

    assertThat(browser.texts(PANEL + " h2")).containsExactly(title);
    assertThat(browser.texts(PANEL + " th").size()).isGreaterThan(6);
  }

  private static String whole(long value) {
    return String.format(Locale.US, "%,d", value);
  }
}
