/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trend next to the line of an earlier period, and its greatest groups. */
@Tag("browser")
class TrendComparisonTest {

  private static final String TREND = "[data-panel=trend]";

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
  void theDayBeforeStandsHourByHourBesideTheDay() {
    openTrend("&group=none");
    browser.loading(() -> browser.choose(TREND + " [name=compare]", "previous"));

    assertThat(browser.address()).contains("compare=previous");
    assertThat(browser.texts("[data-note=compared]"))
        .containsExactly("Dashed: period before, 03/10/2026 10:00 – 03/11/2026 11:00");
    browser.click(TREND + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    assertThat(browser.fileNames()).singleElement().asString().contains("previous");
    assertThat(lines.get(0)).isEqualTo("\ufefftime,Calls,period before,provisional");
    assertThat(lines).hasSize(26);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Instant hour = Instant.parse(cells[0]);
      assertThat(cells[1]).as(line).isEqualTo(callsOf(hour));
      assertThat(cells[2]).as(line).isEqualTo(callsOf(hour.minus(Duration.ofDays(1))));
    }
    browser.click(TREND + " [data-tool=table]");
    assertThat(browser.texts(TREND + " th")).containsExactly("Time", "Calls", "period before");
  }

  /** One more request, and none unless it is asked for; a link shows the same. */
  @Test
  void aRunningTotalIsComparedWithARunningTotal() {
    openTrend("&group=none&chart=cumulative&compare=previous");
    browser.click(TREND + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    long before =
        harbor.calls.stream()
            .filter(hour -> !hour.hour().isBefore(Harbor.FROM.minus(Duration.ofDays(1))))
            .filter(hour -> hour.hour().isBefore(Harbor.TO.minus(Duration.ofDays(1))))
            .mapToLong(hour -> hour.counts().get("calls"))
            .sum();

    assertThat(lines.get(lines.size() - 1).split(",", -1)[2]).isEqualTo(Long.toString(before));
  }

  @Test
  void onlyAWholeIsCompared() {
    openTrend("&group=model&compare=previous");
    assertThat(browser.shows("[data-note=compared]")).isFalse();
    assertThat(browser.texts(TREND + " [name=compare] option:disabled"))
        .containsExactly("period before", "week before");

    browser.loading(() -> browser.choose(TREND + " [name=chart]", "stacked"));
    assertThat(browser.texts("[data-note=compared]")).hasSize(1);
    browser.click(TREND + " [data-tool=table]");
    assertThat(browser.texts(TREND + " th")).endsWith("period before").hasSize(5);
  }

  @Test
  void saysThatAPeriodCannotBeShown() {
    openTrend("&group=none&compare=previous&range=13m");

    assertThat(browser.texts("[data-note=compared]").get(0)).startsWith("period before: ");
    assertThat(browser.texts("[data-note=compared]").get(0)).endsWith("cannot be shown.");
    assertThat(browser.shows(TREND + " .chart")).isTrue();
  }

  @Test
  void theUsualViewAsksForNoComparison() {
    openTrend("&group=none");
    browser.js(
        "window.asked = []; const real = window.fetch; window.fetch = (address, given) => {"
            + " window.asked.push(String(address)); return real(address, given); };");
    browser.loading(() -> browser.click("#refresh"));
    assertThat(trends()).isEqualTo(1L);
    browser.js("window.asked.length = 0");
    browser.loading(() -> browser.choose(TREND + " [name=compare]", "week"));
    assertThat(trends()).isEqualTo(2L);
  }

  private Object trends() {
    return browser.js("return window.asked.filter(one => one.includes('/trend?')).length");
  }

  /** On the clock of the zone: a day of 23 hours is a day, and a month as long as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Clocks go forward on 29 March.
        "7d | Europe/Berlin | 2026-03-26T09:00:00Z | 2026-04-02T08:00:00Z | 2026-03-19T10:00 2026-03-26T10:00",
        "1d | UTC | 2026-03-11T10:00:00Z | 2026-03-12T11:00:00Z | 2026-03-10T10:00 2026-03-11T11:00",
        "2h | UTC | 2026-03-12T08:00:00Z | 2026-03-12T11:00:00Z | 2026-03-12T05:00 2026-03-12T08:00",
        "30d | UTC | 2026-02-11T00:00:00Z | 2026-03-12T11:00:00Z | 2026-01-12T00:00 2026-02-10T11:00",
        "this_week | UTC | 2026-03-09T00:00:00Z | 2026-03-10T06:00:00Z | 2026-03-02T00:00 2026-03-03T06:00",
        "this_month | Asia/Shanghai | 2026-02-28T16:00:00Z | 2026-03-30T16:00:00Z | 2026-02-01T00:00 2026-03-01T00:00",
        "last_month | Asia/Shanghai | 2026-02-28T16:00:00Z | 2026-03-31T16:00:00Z | 2026-02-01T00:00 2026-03-01T00:00",
        "this_quarter | UTC | 2026-01-01T00:00:00Z | 2026-02-15T00:00:00Z | 2025-10-01T00:00 2025-11-15T00:00",
        "null | UTC | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z | 2025-11-01T00:00 2026-01-01T00:00",
        "this_month | UTC | 2026-02-28T16:00:00Z | 2026-03-10T16:00:00Z | 2026-02-18T16:00 2026-02-28T16:00",
      })
  void comparesPeriodsOfTheClock(
      String range, String zone, String from, String to, String expected) {
    openTrend("&group=none");
    assertThat(
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "const [range, zone, from, to] = arguments;"
                    + "Promise.all([import('/page/trend/comparison.js'),"
                    + " import('/page/time/zone.js')]).then(([m, clock]) => {"
                    + " const found = m.comparedPeriod({ range, zone }, { from, to }, 'previous');"
                    + " done([found.from, found.to].map(time =>"
                    + "  clock.toLocal(Date.parse(time), zone)).join(' ')); })",
                range.equals("null") ? null : range,
                zone,
                from,
                to))
        .isEqualTo(expected);
  }

  /** Points of unequal length are not put side by side. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1d | hour | 2026-03-11T10:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "1d | day | 2026-03-11T10:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "12h | hour | 2026-03-11T22:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "12h | day | 2026-03-11T22:00:00Z | 2026-03-12T11:00:00Z | week",
        "12h | month | 2026-03-11T22:00:00Z | 2026-03-12T11:00:00Z | ''",
        "7d | week | 2026-03-05T10:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "30d | day | 2026-02-11T00:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "30d | week | 2026-02-11T00:00:00Z | 2026-03-12T11:00:00Z | week",
        "30d | month | 2026-02-11T00:00:00Z | 2026-03-12T11:00:00Z | ''",
        "this_month | day | 2026-03-01T00:00:00Z | 2026-03-12T11:00:00Z | previous week",
        "this_month | week | 2026-03-01T00:00:00Z | 2026-03-12T11:00:00Z | week",
        "this_month | month | 2026-03-01T00:00:00Z | 2026-03-12T11:00:00Z | previous",
        "null | month | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z | previous",
        "null | month | 2026-01-10T00:00:00Z | 2026-02-20T00:00:00Z | ''",
      })
  void offersComparisonsOfEqualPoints(
      String range, String interval, String from, String to, String expected) {
    openTrend("&group=none");
    assertThat(
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "const [range, interval, from, to] = arguments;"
                    + "import('/page/trend/comparison.js').then(m => done("
                    + " m.comparisonsOf({ divided: false, chart: 'line', interval },"
                    + " { range, zone: 'UTC' }, { from, to }).slice(1).join(' ')))",
                range.equals("null") ? null : range,
                interval,
                from,
                to))
        .isEqualTo(expected);
  }

  @Test
  void halfADayHasNoPeriodBeforeByDay() {
    openTrend("&group=none&range=12h&interval=day&compare=previous");
    assertThat(browser.texts(TREND + " [name=compare] option:disabled"))
        .containsExactly("period before");
    assertThat(browser.find(TREND + " [name=compare]").getAttribute("value")).isEqualTo("none");
    assertThat(browser.shows("[data-note=compared]")).isFalse();
  }

  /** Each point of the compared day has the hour of its clock as value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Clocks go forward on 29 March and back on 25 October.
        "2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z | 2026-03-27T23:00:00Z | 0 1 3 4 5",
        "2026-03-29T22:00:00Z | 2026-03-30T22:00:00Z | 2026-03-28T23:00:00Z | 0 1 - 3 4",
        "2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z | 2026-10-23T22:00:00Z | 0 1 2 - 3",
        "2026-10-25T23:00:00Z | 2026-10-26T23:00:00Z | 2026-10-24T22:00:00Z | 0 1 2 3 4",
      })
  void hoursStandBesideTheSameHoursOfTheClock(
      String from, String to, String before, String expected) {
    openTrend("&group=none");
    assertThat(
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "const [from, to, before] = arguments;"
                    + "Promise.all([import('/page/trend/comparison.js'),"
                    + " import('/page/time/zone.js')]).then(([m, clock]) => {"
                    + " const points = (start, end) => { const all = [];"
                    + "  for (let at = Date.parse(start); at < Date.parse(end); at += 36e5) {"
                    + "   all.push({ time: new Date(at).toISOString(),"
                    + "    value: new Date(clock.toLocal(at, 'Europe/Berlin') + 'Z').getUTCHours()"
                    + "   }); } return all; };"
                    + " const answer = { from, to, series: [{ points: points(from, to) }] };"
                    + " const found = m.valuesBeside(answer, { from: before, to: from },"
                    + "  points(before, from), m.clockOf({ days: 1 }, 'hour', 'Europe/Berlin'));"
                    + " done(found.slice(0, 5).map(one => one ?? '-').join(' ')); })",
                from,
                to,
                before))
        .isEqualTo(expected);
  }

  @Test
  void theGreatestGroupsAreAsManyAsChosenAndRankedAsChosen() {
    openTrend("&group=model&metric=latency_ms.p95&top=5&rank=failed");
    assertThat(browser.find(TREND + " [name=top]").getAttribute("value")).isEqualTo("5");
    browser.click(TREND + " [data-tool=table]");
    List<String> byFailed =
        Harbor.MODELS.stream()
            .sorted(
                Comparator.comparing(this::failedOf)
                    .reversed()
                    .thenComparing(Comparator.<String>naturalOrder()))
            .toList();
    assertThat(browser.texts(TREND + " th").subList(1, 4)).isEqualTo(byFailed);

    browser.loading(() -> browser.choose(TREND + " [name=group]", "none"));
    assertThat(browser.shows(TREND + " [name=top]")).as("a whole has no parts").isFalse();
    assertThat(browser.shows(TREND + " [name=rank]")).isFalse();
  }

  private Long failedOf(String model) {
    return harbor.callsInView().only(hour -> model.equals(hour.dimension("model"))).sum("failed");
  }

  @Test
  void chartsPutTogetherTheRestOfManyGroups() {
    api.index(Crowd.documents());
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=training&group=user_id&top=20#token="
            + api.tokens().superAdmin(Crowd.TENANT, "root"));
    browser.click(TREND + " [data-tool=table]");
    List<String> heads = browser.texts(TREND + " th");
    assertThat(heads).hasSize(22).endsWith("All others");
    assertThat(heads.get(20)).isEqualTo("user-019");

    browser.loading(() -> browser.choose(TREND + " [name=top]", "5"));
    assertThat(browser.texts(TREND + " th")).hasSize(7);
    assertThat(browser.address()).contains("top=5");
  }

  @Test
  void theRingHasAsManyPartsAsChosen() {
    openTrend("&by=user_id");
    browser.loading(() -> browser.choose("[data-panel=distribution] [name=parts]", "20"));
    assertThat(browser.address()).contains("parts=20");
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".filter(one => one.includes('/distribution?')"
                    + " && one.includes('limit=20')).length"))
        .isEqualTo(1L);
  }

  private String callsOf(Instant hour) {
    return Long.toString(
        harbor.calls.stream()
            .filter(one -> one.hour().equals(hour))
            .mapToLong(one -> one.counts().get("calls"))
            .sum());
  }

  private void openTrend(String options) {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=model-calls"
            + options
            + "#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }
}
