/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which period a period is compared with, and which of their points stand next to each other. */
@Tag("browser")
class ComparedPeriodsTest {

  private static final LiveApi API = LiveApi.shared();

  private final Browser browser = Browser.shared();

  /** Modules are asked one by one; the page around them stays open. */
  @BeforeEach
  void open() {
    if (!(API.uri() + "/").equals(browser.js("return location.href"))) {
      browser.fresh(API.uri());
      browser.go(API.uri() + "/");
      browser.find("#sign-in");
    }
  }

  @AfterAll
  static void leave() {
    Browser.shared().fresh(API.uri());
  }

  /** On the clock of the zone: a day of 23 hours is a day, and a month as long as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        // Clocks go forward on 29 March.
        "7d | Europe/Berlin | 2026-03-26T09:00:00Z | 2026-04-02T08:00:00Z | 2026-03-19T10:00"
            + " 2026-03-26T10:00",
        "1d | UTC | 2026-03-11T10:00:00Z | 2026-03-12T11:00:00Z | 2026-03-10T10:00"
            + " 2026-03-11T11:00",
        "2h | UTC | 2026-03-12T08:00:00Z | 2026-03-12T11:00:00Z | 2026-03-12T05:00"
            + " 2026-03-12T08:00",
        "30d | UTC | 2026-02-11T00:00:00Z | 2026-03-12T11:00:00Z | 2026-01-12T00:00"
            + " 2026-02-10T11:00",
        "this_week | UTC | 2026-03-09T00:00:00Z | 2026-03-10T06:00:00Z | 2026-03-02T00:00"
            + " 2026-03-03T06:00",
        "this_month | Asia/Shanghai | 2026-02-28T16:00:00Z | 2026-03-30T16:00:00Z |"
            + " 2026-02-01T00:00 2026-03-01T00:00",
        "last_month | Asia/Shanghai | 2026-02-28T16:00:00Z | 2026-03-31T16:00:00Z |"
            + " 2026-02-01T00:00 2026-03-01T00:00",
        "this_quarter | UTC | 2026-01-01T00:00:00Z | 2026-02-15T00:00:00Z | 2025-10-01T00:00"
            + " 2025-11-15T00:00",
        "null | UTC | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z | 2025-11-01T00:00"
            + " 2026-01-01T00:00",
        "this_month | UTC | 2026-02-28T16:00:00Z | 2026-03-10T16:00:00Z | 2026-02-18T16:00"
            + " 2026-02-28T16:00",
      })
  void comparesPeriodsOfTheClock(
      String range, String zone, String from, String to, String expected) {
    assertThat(comparedPeriod("previous", range, zone, from, to)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Clocks go forward on 29 March.
        "2h | Europe/Berlin | 2026-03-31T08:00:00Z | 2026-03-31T11:00:00Z | 2026-03-24T10:00"
            + " 2026-03-24T13:00",
        "this_month | UTC | 2026-03-01T00:00:00Z | 2026-03-12T11:00:00Z | 2026-02-22T00:00"
            + " 2026-03-05T11:00",
      })
  void aWeekEarlierIsTheSameTimeOfTheWeek(
      String range, String zone, String from, String to, String expected) {
    assertThat(comparedPeriod("week", range, zone, from, to)).isEqualTo(expected);
  }

  private Object comparedPeriod(
      String comparison, String range, String zone, String from, String to) {
    return run(
        "const [comparison, range, zone, from, to] = given;"
            + " const found = m.comparedPeriod({ range, zone }, { from, to }, comparison);"
            + " return [found.from, found.to].map(time =>"
            + "  clock.toLocal(Date.parse(time), zone)).join(' ');",
        comparison,
        range,
        zone,
        from,
        to);
  }

  /** Points of unequal length are not put side by side. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
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
    assertThat(
            run(
                "const [range, interval, from, to] = given;"
                    + " return m.comparisonsOf({ divided: false, chart: 'line', interval },"
                    + " { range, zone: 'UTC' }, { from, to }).slice(1).join(' ');",
                range,
                interval,
                from,
                to))
        .isEqualTo(expected);
  }

  /** Clocks go forward on 29 March and back on 25 October. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z | 2026-03-27T23:00:00Z | 0 1 3 4 5",
        "2026-03-29T22:00:00Z | 2026-03-30T22:00:00Z | 2026-03-28T23:00:00Z | 0 1 - 3 4",
        "2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z | 2026-10-23T22:00:00Z | 0 1 2 - 3",
        "2026-10-25T23:00:00Z | 2026-10-26T23:00:00Z | 2026-10-24T22:00:00Z | 0 1 2 3 4",
      })
  void comparesHoursWithTheSameHoursOfTheClock(
      String from, String to, String before, String expected) {
    assertThat(besideDay(from, to, before, "valuesOf", "hour")).startsWith(expected + ' ');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z | 2026-03-27T23:00:00Z | 1 2 4 5 6 | 24",
        "2026-03-29T22:00:00Z | 2026-03-30T22:00:00Z | 2026-03-28T23:00:00Z | 1 2 - 3 4 | 23",
        "2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z | 2026-10-23T22:00:00Z | 1 2 3 - 4 | 24",
        "2026-10-25T23:00:00Z | 2026-10-26T23:00:00Z | 2026-10-24T22:00:00Z | 1 2 4 5 6 | 25",
      })
  void aRunningTotalHoldsAllHoursOfTheComparedDay(
      String from, String to, String before, String expected, String last) {
    assertThat(besideDay(from, to, before, "totalsOf", "1"))
        .startsWith(expected + ' ')
        .endsWith(' ' + last);
  }

  /**
   * What stands next to each hour of a day in Berlin.
   *
   * @param value of each point of the compared day: its {@code hour} on the clock, or a number
   */
  private String besideDay(String from, String to, String before, String shape, String value) {
    return run(
            "const [from, to, before, shape, value] = given; const zone = 'Europe/Berlin';"
                + " const hourAt = time => Number(clock.toLocal(time, zone).slice(11, 13));"
                + " const points = (start, end) => { const all = [];"
                + "  for (let at = Date.parse(start); at < Date.parse(end); at += 36e5) {"
                + "   all.push({ time: new Date(at).toISOString(),"
                + "    value: value === 'hour' ? hourAt(at) : Number(value) }); } return all; };"
                + " const answer = { from, to, series: [{ points: points(from, to) }] };"
                + " const beside = m.pointsBeside(answer, { from: before, to: from },"
                + "  points(before, from), m.clockOf({ days: 1 }, 'hour', zone));"
                + " return m[shape](beside).map(one => one ?? '-').join(' ');",
            from,
            to,
            before,
            shape,
            value)
        .toString();
  }

  /** A period that begins within a day has a point of that day; the server may begin earlier. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day | 2026-03-12T10:00:00Z | 2026-03-12 2026-03-13 | 2026-03-11T10:00:00Z"
            + " | 2026-03-11 2026-03-12 | 0 1",
        "day | 2026-03-12T10:00:00Z | 2026-03-12 2026-03-13 | 2026-03-11T10:00:00Z"
            + " | 2026-03-10 2026-03-11 2026-03-12 | 1 2",
        "month | 2026-03-01T00:00:00Z | 2026-03-01 2026-04-01 | 2026-01-01T00:00:00Z"
            + " | 2026-01-01 2026-02-01 | 0 1",
        "month | 2026-03-01T00:00:00Z | 2026-03-01 2026-04-01 | 2026-01-01T00:00:00Z"
            + " | 2025-12-01 2026-01-01 2026-02-01 | 1 2",
      })
  void comparesDaysAndMonthsWithDaysAndMonths(
      String interval, String from, String dates, String before, String compared, String expected) {
    assertThat(
            run(
                "const [interval, from, dates, before, compared] = given;"
                    + " const points = text => text.split(' ').map((date, value) =>"
                    + "  ({ time: `${date}T00:00:00Z`, value }));"
                    + " const answer = { from, series: [{ points: points(dates) }] };"
                    + " const step = interval === 'month' ? { months: 2 } : { days: 1 };"
                    + " return m.valuesOf(m.pointsBeside(answer, { from: before }, points(compared),"
                    + "  m.clockOf(step, interval, 'UTC'))).map(one => one ?? '-').join(' ');",
                interval,
                from,
                dates,
                before,
                compared))
        .isEqualTo(expected);
  }

  /** Runs the body of a function with the module {@code m}, the one of zones, and what is given. */
  private Object run(String body, String... given) {
    return browser.asyncJs(
        "const given = [...arguments]; const done = given.pop();"
            + "Promise.all([import('/page/trend/comparison.js'), import('/page/time/zone.js')])"
            + ".then(([m, clock]) => { "
            + body
            + " }).then(done, fault => done('FAULT ' + fault))",
        (Object[]) given);
  }
}
