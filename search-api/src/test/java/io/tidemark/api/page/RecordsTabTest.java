/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.node.ObjectNode;

/** From metrics to single records, and out of the page as files. */
@Tag("browser")
class RecordsTabTest extends BrowserTest {

  private static final int PAGE = 50;

  private static final String FOCUSED =
      "const { name, dataset } = document.activeElement; return name || dataset.tool";

  private final Harbor harbor = Harbor.indexed(api);

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
    assertThat(browser.address()).contains("cursor=");
    browser.click("#views");
    assertThat(browser.find("[name=link]").getAttribute("value"))
        .as("a view that is kept or copied begins with the first page")
        .contains("range=7d")
        .doesNotContain("cursor=");
    browser.find("[name=link]").sendKeys(Keys.ESCAPE);
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

    assertThat(browser.js(FOCUSED)).as("the choice keeps the focus").isEqualTo("outcome");
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

  /** The page asks again every minute. */
  @Test
  void aRefreshKeepsAnOpenRecordAndWhatIsTyped() {
    openView("tab=records");
    browser.click(".records tbody tr:first-child button");
    String id = browser.texts("dd[data-field=request_id]").get(0);
    refresh();
    assertThat(browser.shows("dialog")).isTrue();
    assertThat(browser.texts("dd[data-field=request_id]")).containsExactly(id);

    browser.click("dialog button");
    browser.find("[name=error_type]").sendKeys("rate");
    refresh();
    assertThat(browser.find("[name=error_type]").getAttribute("value")).isEqualTo("rate");
    assertThat(browser.js(FOCUSED)).isEqualTo("error_type");
  }

  private void refresh() {
    browser.loading(() -> browser.js("document.querySelector('#refresh').click()"));
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
  void aRunListsItsParametersAndNodeTimes() {
    openView("tab=records&kind=comfyui&outcome=failed");
    browser.click(".records tbody tr:first-child button");

    String times = "dd[data-entry=node_times] ";
    assertThat(browser.texts("dd[data-entry=width]")).containsExactly("1024");
    assertThat(browser.texts(times + "th")).containsExactly("Node", "Type", "Time");
    assertThat(browser.texts(times + "td"))
        .containsExactly("3", "KSampler", "5.25 s", "4", "Load, then scale", "500 ms");
    assertThat(browser.texts(times + ".failed")).as("the node that failed").containsExactly("4");
    assertThat(browser.texts(times + ".note"))
        .containsExactly("The stored text is cut: faster nodes are missing.");
  }

  @Test
  void aCallListsTheAttemptsOfItsRouting() {
    openView("tab=records&outcome=failed");
    browser.click(".records tbody tr:first-child button");

    assertThat(browser.has("dd[data-field=tag_1]")).as("no tag is configured").isFalse();
    String attempts = "dd[data-entry=routing_information] ";
    assertThat(browser.texts(attempts + "th"))
        .containsExactly("#", "action", "status_code", "detail");
    assertThat(browser.texts(attempts + "td"))
        .containsExactly("1", "PRIMARY", "429", "–", "2", "FALLBACK", "–", "{\"zone\":\"b\"}");
    assertThat(browser.texts(attempts + ".note"))
        .containsExactly("The stored text is cut: 2 of 3 attempts.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "readNodeTimes | 3 KSampler 5 ms, 9 2 ms | {'rows':[{'id':'3','type':'KSampler','ms':5},"
            + "{'id':'9','type':'','ms':2}],'isCut':false}",
        "readNodeTimes | 3 KSampler 5 ms, 9 | {'rows':[{'id':'3','type':'KSampler','ms':5}],'isCut':true}",
        "readNodeTimes | {'3':5} | null",
        "readNodeTimes | 3 KSampler 5 | null",
        "readAttempts | {'attempts':[{'action':'A'}]} | {'rows':[{'action':'A'}],'isCut':false}",
        "readAttempts | {'attempts':[{'a':{'b':1}},{'a':{'b':2} | {'rows':[{'a':{'b':1}}],'isCut':true}",
        "readAttempts | {'attempts':[]} | null",
        "readAttempts | {'attempts':[1]} | null",
        "readAttempts | {'route':'A'} | null",
        "readAttempts | PRIMARY | null",
      })
  void readsListsThatStandInTexts(String reader, String text, String expected) {
    assertThat(
            browser.asyncJs(
                "const done = arguments[2]; import('/page/tabs/records/lists.js').then(lists =>"
                    + " done(JSON.stringify(lists[arguments[0]](arguments[1]))))",
                reader,
                text.replace('\'', '"')))
        .isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void columnsCanBeChosenAndStandInTheAddress() {
    openView("tab=records&range=7d");
    browser.loading(() -> browser.click(".paging button:last-of-type"));
    List<String> times = browser.exactTexts(".records td:first-child");
    List<String> usual = browser.texts(".records th");
    browser.click("[data-tool=columns]");
    browser.find(".choices [name=model]");
    assertThat(browser.has(".choices [name=event_time]")).as("it opens the record").isFalse();
    browser.js(
        "document.querySelectorAll('.choices input:checked').forEach(field => field.click())");
    browser.click(".choices [name=model]");
    browser.click(".choices [name=request_id]");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));

    assertThat(browser.texts(".records th")).containsExactly("Time ▾", "Model", "Request");
    assertThat(browser.exactTexts(".records td:first-child")).as("the same page").isEqualTo(times);
    assertThat(browser.address()).contains("columns=model%2Crequest_id", "cursor=");
    browser.click("[data-tool=columns]");
    browser.loading(() -> browser.click(".picker-form .quiet"));
    assertThat(browser.texts(".records th")).isEqualTo(usual);
    assertThat(browser.address()).doesNotContain("columns=");
  }

  @Test
  void totalsAddUpAllRecordsOfTheView() {
    openView("tab=records&range=7d&outcome=failed");
    assertThat(browser.shows("[data-note=totals]")).isFalse();
    browser.loading(() -> browser.click("[data-tool=totals]"));

    List<ObjectNode> failed =
        newestFirst(harbor.callRecords, call -> call.path("outcome").asString().equals("failed"));
    long millis = failed.stream().mapToLong(call -> call.path("latency_ms").asLong()).sum();
    assertThat(browser.texts("[data-note=totals]"))
        .containsExactly(
            String.format(
                Locale.US, "%d records in all · Latency %.1f s", failed.size(), millis / 1_000.0));
    assertThat(browser.address()).contains("totals=true");
    assertThat(browser.js(FOCUSED)).as("the button keeps the focus").isEqualTo("totals");
    browser.loading(() -> browser.click("[data-tool=totals]"));
    assertThat(browser.shows("[data-note=totals]")).isFalse();
  }

  @Test
  void columnsThatTheKindDoesNotHaveAreLeftOut() {
    openView("tab=records&kind=comfyui&columns=model,task_id,no_such_field");
    assertThat(browser.texts(".records th")).containsExactly("Time ▾", "Run");
    openView("tab=records&kind=comfyui&columns=model");
    assertThat(browser.texts(".records th")).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aStatusCodeLeadsToItsCalls(boolean inTable) {
    openView("tab=performance&model=qwen3-32b");
    if (inTable) {
      browser.click("[data-panel=codes] [data-tool=table]");
      browser.loading(() -> browser.click("[data-panel=codes] tbody tr:last-child button"));
    } else {
      browser.loading(() -> clickBesideTheLastOfTwoBars("[data-panel=codes] .chart"));
    }

    assertThat(browser.address())
        .contains("tab=records", "kind=model-calls", "status_code=503", "channel=api")
        .contains("model=qwen3-32b");
    assertThat(browser.texts(".records td:nth-child(3)")).isNotEmpty().containsOnly("503");
  }

  /** Above the bar, which is a few pixels high: the whole column leads to the calls. */
  private void clickBesideTheLastOfTwoBars(String chart) {
    WebElement place = browser.find(chart);
    browser.js("arguments[0].scrollIntoView({ block: 'center' })", place);
    int quarter = place.getSize().getWidth() / 4;
    browser.pointer().moveToElement(place, quarter, 0).click().perform();
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
