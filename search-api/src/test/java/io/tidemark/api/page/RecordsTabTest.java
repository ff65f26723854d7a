/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** From metrics to single records, and out of the page as files. */
@Tag("browser")
class RecordsTabTest {

  private static final int PAGE = 50;

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
  void theFailedCardLeadsToItsRunsUnderTheSameFilters() {
    openView("tab=comfyui&workflow_id=wf-portrait&not_user_id=bob");
    browser.loading(() -> browser.click("[data-metric=failed] a"));

    List<ObjectNode> runs =
        newestFirst(
            harbor.runRecords,
            run ->
                Harbor.isInView(run)
                    && run.path("outcome").asString().equals("failed")
                    && run.path("workflow_id").asString().equals("wf-portrait")
                    && !run.path("user_id").asString().equals("bob"));
    assertThat(runs).isNotEmpty();
    assertThat(browser.texts(".records td:nth-child(4)"))
        .containsExactlyElementsOf(texts(runs, "user_id"));
    assertThat(browser.texts(".records td:nth-child(10)")).containsOnly("A model is missing");
    assertThat(browser.texts(".chip-text")).containsExactly("Workflow = portrait", "User ≠ bob");

    browser.click(".records tbody tr:first-child button");
    browser.awaitText("dd[data-field=task_id]", runs.get(0).path("task_id").asString());
    browser.awaitText("dd[data-field=error_type]", "MissingModel");
  }

  @Test
  void pagesNeitherSkipNorRepeatAndBackLeadsBack() {
    openView("tab=records&range=7d");
    List<String> times = new ArrayList<>(browser.exactTexts(".records td:first-child"));
    assertThat(times).hasSize(PAGE);
    browser.loading(() -> browser.click(".paging button:last-of-type"));
    times.addAll(browser.exactTexts(".records td:first-child"));

    assertThat(times)
        .containsExactlyElementsOf(
            texts(newestFirst(harbor.callRecords, call -> true), "event_time"));
    assertThat(browser.find(".paging button:last-of-type").isEnabled()).isFalse();
    browser.loading(browser::back);
    assertThat(browser.exactTexts(".records td:first-child")).isEqualTo(times.subList(0, PAGE));
  }

  @Test
  void outcomeStatusAndDurationNarrowTheList() {
    openView("tab=records");
    browser.loading(() -> browser.choose("[name=outcome]", "failed"));
    assertThat(browser.texts(".records td:nth-child(3)"))
        .hasSize(failed(0).size())
        .containsOnly("503");

    browser.loading(() -> browser.find("[name=min_latency_ms]").sendKeys("1000\n"));
    assertThat(browser.exactTexts(".records td:first-child"))
        .containsExactlyElementsOf(texts(failed(1_000), "event_time"));
    assertThat(browser.address()).contains("outcome=failed", "min_latency_ms=1000");

    openView("tab=records");
    browser.loading(() -> browser.find("[name=status_code]").sendKeys("503\n"));
    assertThat(browser.exactTexts(".records td:first-child"))
        .containsExactlyElementsOf(texts(failed(0), "event_time"));
  }

  @Test
  void aLinkOpensOneCall() {
    openView("tab=records&record=req-5");
    browser.awaitText("dd[data-field=request_id]", "req-5");

    browser.loading(() -> browser.click("dialog button"));
    assertThat(browser.address()).doesNotContain("record=");
    assertThat(browser.shows("dialog")).isFalse();
  }

  @Test
  void anIdLeadsToItsRecordAndTheRecordToItsLink() {
    openView("tab=records&range=12h&outcome=failed");
    browser.loading(() -> browser.find("[name=record]").sendKeys(" req-5 \n"));
    browser.awaitText("dd[data-field=request_id]", "req-5");

    String link = browser.find("dialog a").getAttribute("href");
    assertThat(link).contains("tab=records", "range=12h", "outcome=failed", "record=req-5");
    browser.open(link);
    browser.awaitText("dd[data-field=request_id]", "req-5");
  }

  @Test
  void aListedRecordHasALink() {
    openView("tab=records&kind=comfyui");
    browser.click(".records tbody tr:first-child button");
    String id = browser.texts("dd[data-field=task_id]").get(0);

    assertThat(browser.find("dialog a").getAttribute("href"))
        .contains("kind=comfyui", "record=" + id);
  }

  @Test
  void allRecordsOfTheViewComeAsAFile() {
    openView("tab=records&outcome=failed");
    browser.click("[data-tool=csv]");

    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    assertThat(lines.get(0)).startsWith("\ufeffevent_time,");
    assertThat(lines).hasSize(1 + failed(0).size());
    browser.click("[data-tool=ndjson]");
    assertThat(new String(browser.download("ndjson"), UTF_8).lines()).hasSize(failed(0).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | event_time\\r\\n1\\r\\n#incomplete\\r\\n | Only a part was saved",
        "csv | event_time\\r\\nno #incomplete\\r\\n | Saved.",
        "ndjson | {\"a\":1}\\n{\"incomplete\":true}\\n | Only a part was saved",
        "ndjson | {\"incomplete\":true}\\n | Only a part was saved",
        "ndjson | {\"a\":1}\\n | Saved.",
      })
  void saysWhetherAllRecordsWereSaved(String tool, String content, String note) {
    openView("tab=records");
    browser.js(
        "const real = window.fetch; window.fetch = (address, sent) =>"
            + " sent?.headers?.Accept === 'application/json' ? real(address, sent)"
            + " : Promise.resolve(new Response('"
            + content
            + "'))");

    browser.click("[data-tool=" + tool + "]");

    browser.await(
        "The page never said: " + note,
        () -> browser.texts("[data-panel=records] .note[role=status]").get(0).startsWith(note));
  }

  @Test
  void everyChartComesAsCsvAndAsAPicture() {
    openView("tab=model-calls&metric=calls&group=none");
    browser.click("[data-panel=trend] [data-tool=csv]");

    String csv = new String(browser.download("csv"), UTF_8);
    assertThat(csv).startsWith("\ufefftime,Calls,provisional\r\n2026-03-11T10:00:00.000Z,");
    long total =
        csv.lines()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.replaceAll("^[^,]*,|,[^,]*$", "")))
            .sum();
    assertThat(total).isEqualTo(harbor.callsInView().sum("calls"));
    browser.click("[data-panel=trend] [data-tool=png]");
    assertThat(browser.download("png")).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(2_000);
  }

  private List<ObjectNode> failed(long leastMillis) {
    return newestFirst(
        harbor.callRecords,
        call ->
            Harbor.isInView(call)
                && call.path("outcome").asString().equals("failed")
                && call.path("latency_ms").asLong() >= leastMillis);
  }

  private static List<ObjectNode> newestFirst(
      List<ObjectNode> records, Predicate<ObjectNode> wanted) {
    return records.stream()
        .filter(wanted)
        .sorted(Comparator.comparing((ObjectNode r) -> r.path("event_time").asString()).reversed())
        .toList();
  }

  private static List<String> texts(List<ObjectNode> records, String field) {
    return records.stream().map(record -> record.path(field).asString()).toList();
  }

  private void openView(String search) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&" + search + "#token=" + token);
  }
}
