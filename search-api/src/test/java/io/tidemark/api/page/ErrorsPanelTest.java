/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.json.JsonMapper;

/** What went wrong over time, and the records of each reason. */
@Tag("browser")
class ErrorsPanelTest extends BrowserTest {

  private static final String TENANT = "errors-panel";
  private static final String PANEL = "[data-panel=errors]";
  private static final String LINKS = "[data-note=errors]";

  @BeforeEach
  void indexRecords() {
    api.index(
        Stream.of(
                calls("rate_limit", 429, 3), calls("timeout", 504, 2), calls(null, 500, 1), runs())
            .flatMap(records -> records)
            .toList());
  }

  @Test
  void typesAndCodesLeadToTheirCalls() {
    openView("tab=performance");
    assertThat(browser.texts(LINKS)).containsExactly("rate_limit 3 · timeout 2 · (unknown) 1");

    browser.loading(() -> browser.choose(PANEL + " [name=errors]", "status_code"));
    assertThat(browser.address()).contains("errors=status_code");
    assertThat(browser.texts(LINKS)).containsExactly("429 3 · 504 2 · 500 1");

    browser.loading(() -> browser.choose(PANEL + " [name=errors]", "error_type"));
    browser.loading(() -> browser.click(LINKS + " button"));
    assertThat(browser.address())
        .contains("tab=records", "outcome=failed", "error_type=rate_limit", "channel=api");
    assertThat(browser.texts(".records td:nth-child(3)")).containsExactly("429", "429", "429");
    assertThat(browser.find("[name=error_type]").getAttribute("value")).isEqualTo("rate_limit");
  }

  @Test
  void theTableHoldsTheErrorsOfEachHour() {
    openView("tab=performance&range=12h");
    browser.click(PANEL + " [data-tool=csv]");

    String csv = new String(browser.download("csv"), UTF_8);
    assertThat(csv)
        .startsWith("\ufefftime,rate_limit,timeout,(unknown),provisional\r\n")
        .contains("2026-03-12T09:00:00.000Z,3,2,1,");
    browser.click(PANEL + " [data-tool=table]");
    browser.loading(() -> browser.click(PANEL + " tbody tr:nth-child(12) button"));
    assertThat(browser.address()).contains("from=2026-03-12T09", "to=2026-03-12T10");
    assertThat(browser.texts(".records tbody tr")).hasSize(6);
  }

  @Test
  void runsHaveReasonsAndNoCodes() {
    openView("tab=comfyui");
    assertThat(browser.has(PANEL + " [name=errors]")).as("nothing to choose").isFalse();
    assertThat(browser.texts(LINKS)).containsExactly("OutOfMemoryError 1");

    browser.loading(() -> browser.click(LINKS + " button"));
    assertThat(browser.address())
        .contains("kind=comfyui", "outcome=failed", "error_type=OutOfMemoryError");
    assertThat(browser.texts(".records tbody tr")).hasSize(1);
  }

  /** Records are kept for 30 days, hours and days for longer. */
  @Test
  void saysSinceWhenRecordsAreKept() {
    openView("tab=performance");
    assertThat(browser.shows("[data-note=kept]")).isFalse();
    openView("tab=performance&from=2026-01-01T00:00:00Z");
    assertThat(browser.texts("[data-note=kept]"))
        .singleElement()
        .asString()
        .startsWith("Single records are kept since ");
    browser.loading(() -> browser.click(LINKS + " button"));
    assertThat(browser.texts(".records td:nth-child(3)")).containsExactly("429", "429", "429");

    browser.loading(() -> browser.follow("/?zone=UTC&tab=performance&range=90d&model=none"));
    assertThat(browser.texts(PANEL + " .panel-message").get(0))
        .startsWith("No failed records in this view. Single records are kept since ");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "5.5, 6"})
  void aBarLeadsToItsRecordsAndToAllOfItsTimeWhereItHasNoValue(double height, int records) {
    openView("tab=performance&range=12h");
    List<?> place =
        (List<?>)
            browser.asyncJs(
                "const [height, done] = arguments;"
                    + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
                    + " const place = document.querySelector('[data-panel=errors] .chart');"
                    + " place.scrollIntoView({ block: 'center' });"
                    + " const chart = echarts.getInstanceByDom(place);"
                    + " const x = chart.convertToPixel({ xAxisIndex: 0 }, 11);"
                    + " const y = chart.convertToPixel({ yAxisIndex: 0 }, height);"
                    + " done([x - place.clientWidth / 2, y - place.clientHeight / 2].map(Math.round)); })",
                height);
    WebElement chart = browser.find(PANEL + " .chart");
    int[] at = place.stream().mapToInt(pixels -> ((Number) pixels).intValue()).toArray();
    browser.loading(() -> browser.pointer().moveToElement(chart, at[0], at[1]).click().perform());

    assertThat(browser.address().replace("%3A", ":"))
        .contains("from=2026-03-12T09:00:00.000Z&to=2026-03-12T10:00:00.000Z", "outcome=failed");
    assertThat(browser.texts(".records tbody tr")).hasSize(records);
  }

  private static Stream<IndexedDocument> calls(String type, int code, int many) {
    return IntStream.range(0, many)
        .mapToObj(
            i -> {
              Instant time = Instant.parse("2026-03-12T09:00:00Z").plusSeconds(i);
              var call =
                  JsonMapper.shared()
                      .createObjectNode()
                      .put("event_time", time.toString())
                      .put("tenant_id", TENANT)
                      .put("request_id", "call-" + code + "-" + i)
                      .put("model", "m")
                      .put("channel", "api")
                      .put("outcome", "failed")
                      .put("status_code", code);
              if (type != null) {
                call.put("error_type", type);
              }
              return new IndexedDocument(
                  IndexFamily.MODEL_CALLS_RECORDS.indexAt(time.toEpochMilli()),
                  TENANT + code + i,
                  call);
            });
  }

  private static Stream<IndexedDocument> runs() {
    Instant time = Instant.parse("2026-03-12T09:00:00Z");
    return Stream.of(
        new IndexedDocument(
            IndexFamily.COMFYUI_RECORDS.indexAt(time.toEpochMilli()),
            TENANT + "run",
            JsonMapper.shared()
                .createObjectNode()
                .put("event_time", time.toString())
                .put("tenant_id", TENANT)
                .put("task_id", "run-1")
                .put("outcome", "failed")
                .put("error_type", "OutOfMemoryError")));
  }

  private void openView(String search) {
    String token = api.tokens().superAdmin(TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&" + search + "#token=" + token);
  }
}
