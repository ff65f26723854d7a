/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Each tab shows what the documents add up to. */
@Tag("browser")
class TabMetricsTest extends BrowserTest {

  private static final String CLASS_OF_CHANGE =
      "return document.querySelector(`[data-metric=${arguments[0]}] .change`).className.trim()";

  private final Harbor harbor = Harbor.indexed(api);

  @Test
  void modelCalls() {
    openTab("model-calls");

    BruteForce all = harbor.callsInView();
    for (String name :
        List.of(
            "calls",
            "failed",
            "blocked",
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "calls_without_usage")) {
      assertThat(browser.metric(name)).as(name).isEqualTo(whole(all.sum(name)));
    }
    assertThat(browser.metric("models")).isEqualTo(whole(all.distinct("model")));
    assertThat(browser.metric("users")).isEqualTo(whole(all.distinct("user_id")));
    assertThat(browser.metric("cache_hit_ratio"))
        .isEqualTo(percent((double) all.sum("cache_read_tokens") / all.sum("input_tokens")));
    assertThat(browser.metric("error_rate"))
        .isEqualTo(percent((double) all.sum("failed") / all.sum("calls")));
    assertThat(browser.texts("[data-panel=distribution] .ranking td:first-child button"))
        .containsExactlyElementsOf(ranked(all, "model"));
    assertThat(browser.exactTexts("[data-panel=distribution] .ranking td:nth-child(2)"))
        .containsExactlyElementsOf(
            ranked(all, "model").stream()
                .map(model -> whole(all.only(is("model", model)).sum("calls")))
                .toList());
    assertThat(browser.texts("[data-panel=top-user_id] .ranking td:first-child button"))
        .containsExactlyElementsOf(ranked(all, "user_id"));
  }

  @Test
  void changesCompareEqualNumbersOfFinalHours() {
    openTab("model-calls");

    BruteForce now = new BruteForce(harbor.calls).between(Harbor.FROM, Harbor.FINAL_THROUGH);
    BruteForce before =
        new BruteForce(harbor.calls).between(Instant.parse("2026-03-10T10:00:00Z"), Harbor.FROM);
    assertThat(harbor.callsInView().sum("calls"))
        .as("the number itself has the running hour")
        .isGreaterThan(now.sum("calls"));
    double change = (double) now.sum("calls") / before.sum("calls") - 1;
    assertThat(browser.texts("[data-metric=calls] .change"))
        .containsExactly(String.format(Locale.US, "%+.1f%%", change * 100).replace(".0%", "%"));
    assertThat(browser.exactTexts("[data-metric=calls] .change").get(0))
        .endsWith(
            ": %s in the 24 final hours from 03/11 10:00 to 03/12 10:00, %s in the 24 hours before"
                .formatted(whole(now.sum("calls")), whole(before.sum("calls"))));

    double points = (errorRate(now) - errorRate(before)) * 100;
    assertThat(browser.texts("[data-metric=error_rate] .change"))
        .containsExactly(
            new java.text.DecimalFormat(
                        "+0.##;-0.##", java.text.DecimalFormatSymbols.getInstance(Locale.US))
                    .format(points)
                + " pp");
    assertThat(browser.js(CLASS_OF_CHANGE, "error_rate"))
        .isEqualTo(points > 0 ? "change bad" : "change good");
    for (String count : List.of("calls", "failed", "blocked", "calls_without_usage", "users")) {
      assertThat(browser.js(CLASS_OF_CHANGE, count)).as(count).isEqualTo("change");
    }
  }

  @Test
  void changesSayNothingWhileNoHourIsFinal() {
    openTab("model-calls&from=2026-03-12T10:00:00Z");

    assertThat(browser.metric("calls")).isNotEqualTo("–");
    assertThat(browser.texts(".change")).isNotEmpty().containsOnly("");
  }

  private static double errorRate(BruteForce calls) {
    return (double) calls.sum("failed") / calls.sum("calls");
  }

  @Test
  void theTrendAddsUpToTheCards() {
    openTab("model-calls&metric=input_tokens&group=model");
    browser.click("[data-panel=trend] [data-tool=table]");

    assertThat(browser.texts("[data-panel=trend] th").subList(1, 4))
        .containsExactlyElementsOf(ranked(harbor.callsInView(), "model", "input_tokens"));
    long total =
        browser.exactTexts("[data-panel=trend] td.numeric").stream()
            .filter(text -> !text.equals("–"))
            .mapToLong(text -> Long.parseLong(text.replace(",", "")))
            .sum();
    assertThat(total).isEqualTo(harbor.callsInView().sum("input_tokens"));
  }

  @Test
  void marksProvisionalValues() {
    openTab("model-calls&zone=Asia%2FShanghai");
    browser.click("[data-panel=trend] [data-tool=table]");

    List<String> hours = browser.texts("[data-panel=trend] td:first-child");
    assertThat(hours).hasSize(25);
    assertThat(hours.get(24)).isEqualTo("03/12 18:00 (provisional)");
    assertThat(hours.subList(0, 24)).noneMatch(hour -> hour.contains("provisional"));
    assertThat(browser.texts("#final-through"))
        .containsExactly("Final until 03/12 18:00 · later hours are provisional");
  }

  @Test
  void comfyui() {
    openTab("comfyui");

    for (String name : List.of("executions", "succeeded", "failed", "cancelled", "abandoned")) {
      assertThat(browser.metric(name)).as(name).isEqualTo(whole(Harbor.sum(harbor.runs, name)));
    }
    assertThat(browser.metric("run_time_total_ms"))
        .isEqualTo(whole(Harbor.sum(harbor.runs, "run_time_ms.sum")) + " ms");
    assertThat(browser.metric("workflows")).isEqualTo("2");
  }

  @Test
  void concurrencyFollowsThePeriodAlone() {
    openTab("comfyui&workflow_id=no-such-workflow");
    browser.click("[data-panel=levels] [data-tool=table]");

    List<ObjectNode> hours = harbor.concurrency.stream().filter(Harbor::isInView).toList();
    long peak = hours.stream().mapToLong(hour -> hour.path("max").asLong()).max().orElseThrow();
    String time =
        hours.stream()
            .filter(hour -> hour.path("max").asLong() == peak)
            .map(hour -> hour.path("hour").asString())
            .findFirst()
            .orElseThrow();
    assertThat(browser.texts("[data-note=peak]"))
        .containsExactly(
            "Peak %d at %s/%s %s"
                .formatted(
                    peak, time.substring(5, 7), time.substring(8, 10), time.substring(11, 16)));
    assertThat(browser.texts("[data-note=unknown-end]"))
        .containsExactly(
            "Runs without a reported end: %d given up and not counted."
                .formatted(2 * hours.size()));
    Map<Long, Long> levels = new TreeMap<>();
    for (ObjectNode hour : hours) {
      hour.path("levels")
          .forEach(
              at -> levels.merge(at.path("level").asLong(), at.path("ms").asLong(), Long::sum));
    }
    double whole = levels.values().stream().mapToLong(Long::longValue).sum();
    assertThat(browser.texts("[data-panel=levels] td:nth-child(2)"))
        .containsExactlyElementsOf(
            levels.values().stream().map(millis -> shortPercent(millis / whole)).toList());
  }

  @Test
  void training() {
    openTab("training");

    for (String name : List.of("jobs", "succeeded", "failed", "trained_tokens")) {
      assertThat(browser.metric(name)).as(name).isEqualTo(whole(Harbor.sum(harbor.jobs, name)));
    }
    assertThat(browser.metric("run_time_ms"))
        .isEqualTo(whole(Harbor.sum(harbor.jobs, "run_time_ms")) + " ms");
  }

  @Test
  void codingAgents() {
    openTab("coding-agents");

    long sessions =
        harbor.agents.stream()
            .filter(Harbor::isInView)
            .map(hour -> hour.path("session_ids").asString())
            .distinct()
            .count();
    assertThat(browser.metric("sessions")).isEqualTo(whole(sessions));
    for (String name : List.of("commits", "lines_added", "lines_removed")) {
      assertThat(browser.metric(name)).as(name).isEqualTo(whole(Harbor.sum(harbor.agents, name)));
    }
    assertThat(browser.metric("users")).isEqualTo("3");
    assertThat(browser.metric("active_days")).isEqualTo("2");
    assertThat(browser.metric("pull_requests")).as("never reported").isEqualTo("–");
  }

  @Test
  void performance() {
    openTab("performance");

    BruteForce all = harbor.callsInView();
    assertThat(millis("latency_ms.p95"))
        .isCloseTo(all.percentile(CallHour::latencies, 0.95), within(5_900 * 0.05));
    assertThat(millis("time_to_first_token_ms.p50"))
        .isCloseTo(all.percentile(CallHour::firstTokens, 0.50), within(700 * 0.05));
    browser.click("[data-panel=codes] [data-tool=table]");
    assertThat(browser.texts("[data-panel=codes] td:first-child")).containsExactly("200", "503");
    assertThat(browser.exactTexts("[data-panel=codes] td:nth-child(2)"))
        .containsExactly(
            whole(all.sum("succeeded") + all.sum("blocked")), whole(all.sum("failed")));
  }

  @Test
  void records() {
    openTab("records");

    List<String> models =
        harbor.callRecords.stream()
            .filter(Harbor::isInView)
            .sorted(
                (a, b) ->
                    b.path("event_time").asString().compareTo(a.path("event_time").asString()))
            .map(record -> record.path("model").asString())
            .toList();
    assertThat(browser.texts(".records td:nth-child(4)")).containsExactlyElementsOf(models);
  }

  @Test
  void status() {
    openTab("status");

    assertThat(browser.texts("[data-panel=pipelines] tbody tr:first-child td"))
        .containsExactly(
            "Model calls",
            "03/12 10:00",
            "10 min",
            whole(harbor.callsInView().hours().size()),
            "1,234",
            "56",
            "7");
    assertThat(browser.texts(".verdict strong")).containsExactly("Needs attention");
    assertThat(browser.texts(".verdict li"))
        .containsExactly(
            "Rejected events, not counted: " + Harbor.REFUSED + ".",
            "Duplicates with different content: 7. A sender uses one id for two events.",
            "Late events: " + whole(lateEvents()) + ". The hours they belong to are corrected.");
    assertThat(browser.texts("[data-panel=refused] td:first-child")).containsExactly("Malformed");
    assertThat(browser.texts("[data-panel=refused] td:last-child"))
        .containsExactly(Integer.toString(Harbor.REFUSED));
  }

  /** One of each document of a workload. */
  private long lateEvents() {
    return Stream.of(harbor.runs, harbor.jobs, harbor.agents)
            .flatMap(List::stream)
            .filter(Harbor::isInView)
            .count()
        + harbor.callsInView().hours().size();
  }

  private void openTab(String search) {
    String zone = search.contains("zone=") ? "" : "&zone=UTC";
    browser.open(
        api.uri()
            + "/?tab="
            + search
            + zone
            + "#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }

  private double millis(String metric) {
    return Double.parseDouble(browser.metric(metric).replace(",", "").replace(" ms", ""));
  }

  private static List<String> ranked(BruteForce all, String dimension) {
    return ranked(all, dimension, "calls");
  }

  private static List<String> ranked(BruteForce all, String dimension, String count) {
    return all.values(dimension)
        .sorted(
            (a, b) ->
                Long.compare(
                    all.only(is(dimension, b)).sum(count), all.only(is(dimension, a)).sum(count)))
        .toList();
  }

  private static java.util.function.Predicate<CallHour> is(String dimension, String value) {
    return hour -> value.equals(hour.dimension(dimension));
  }

  private static String whole(long value) {
    return String.format(Locale.US, "%,d", value);
  }

  /** As cards tell it in full: at most four decimals. */
  private static String percent(double share) {
    return new java.text.DecimalFormat(
            "0.####%", java.text.DecimalFormatSymbols.getInstance(Locale.US))
        .format(share);
  }

  private static String shortPercent(double share) {
    return new java.text.DecimalFormat(
            "0.#%", java.text.DecimalFormatSymbols.getInstance(Locale.US))
        .format(share);
  }
}
