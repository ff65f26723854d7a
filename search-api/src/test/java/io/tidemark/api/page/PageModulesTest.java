/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's modules by themselves, run where they run: in the browser. */
@Tag("browser")
class PageModulesTest {

  private static final Path MODULES = Path.of("src/main/resources/static/page");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
  private static final Pattern USED = Pattern.compile("\\btext\\('([^']+)'");

  /** Uses a schema with the filters that addresses of these tests have. */
  private static final String USE_SCHEMA =
      "const filter = name => ({ name, label: name, filter: true, group: true });"
          + "(await load('/page/schema/schema.js')).useSchema({ workloads: [{ id: 'model-calls',"
          + " metrics: [], dimensions: [filter('model'), filter('user_id')] }] });";

  private final LiveApi api = LiveApi.shared();
  private final Browser browser = Browser.shared();

  /** Modules are asked one by one; the page around them stays open. */
  @BeforeEach
  void open() {
    if (!(api.uri() + "/").equals(browser.js("return location.href"))) {
      browser.fresh(api.uri());
      browser.go(api.uri() + "/");
      browser.find("#sign-in");
    }
  }

  @AfterAll
  static void leave() {
    Browser.shared().fresh(LiveApi.shared().uri());
  }

  static List<Path> texts() throws IOException {
    return modules().filter(PageModulesTest::hasTexts).toList();
  }

  private static Stream<Path> modules() throws IOException {
    try (Stream<Path> all = Files.walk(MODULES)) {
      return all.filter(file -> file.toString().endsWith(".js")).toList().stream();
    }
  }

  private static boolean hasTexts(Path module) {
    return source(module).contains("export const TEXTS");
  }

  @ParameterizedTest
  @MethodSource("texts")
  @SuppressWarnings("unchecked")
  void bothLanguagesHaveTheSameTexts(Path module) {
    Map<String, Map<String, String>> texts =
        (Map<String, Map<String, String>>) run("return (await load('%s')).TEXTS", path(module));

    assertThat(texts).containsOnlyKeys("en", "zh");
    assertThat(texts.get("zh")).containsOnlyKeys(texts.get("en").keySet());
    assertThat(texts.get("en").values()).doesNotContain("");
    texts
        .get("en")
        .forEach(
            (name, text) ->
                assertThat(placeholders(texts.get("zh").get(name)))
                    .as(name)
                    .isEqualTo(placeholders(text)));
  }

  /** A name without a text would stand on the page itself. */
  @Test
  void everyTextThatIsNamedExists() throws IOException {
    for (Path module : modules().toList()) {
      Path texts = hasTexts(module) ? module : module.resolveSibling("texts.js");
      if (!Files.exists(texts) || !source(module).contains("speaker(TEXTS)")) {
        continue;
      }
      if (module.endsWith("session/sign-in.js") || module.endsWith("main.js")) {
        texts = MODULES.resolve("shell/texts.js");
      }
      Matcher used = USED.matcher(source(module));
      while (used.find()) {
        assertThat(source(texts))
            .as(module.toString())
            .containsPattern("(^|[\\s{,])'?" + Pattern.quote(used.group(1)) + "'?: ");
      }
    }
  }

  @Test
  void linksToTheLogsOfARecordThatHasTheFields() {
    assertThat(
            run(
                "const { logLinkOf } = await load('/page/tabs/records/log-link.js');"
                    + "const template = 'https://logs/{tenant_id}?id={request_id}';"
                    + "return [logLinkOf(template, { tenant_id: 'a', request_id: '1/&日' }),"
                    + " logLinkOf(template, { tenant_id: 'a', request_id: null }),"
                    + " logLinkOf(template, { tenant_id: 'a', request_id: {} }),"
                    + " logLinkOf(null, { tenant_id: 'a' })]"))
        .isEqualTo(Arrays.asList("https://logs/a?id=1%2F%26%E6%97%A5", null, null, null));
  }

  @Test
  void detailsOfARecordHaveTheLinkToItsLogs() {
    assertThat(
            run(
                USE_SCHEMA.replace(
                        "{ workloads", "{ log_link: 'https://logs/{request_id}', workloads")
                    + "const { Details } = await load('/page/tabs/records/details.js');"
                    + "const details = new Details(() => {}); document.body.append(details.element);"
                    + "const link = details.element.querySelector('.logs'); const seen = [];"
                    + "details.show('model-calls', { request_id: '7' }, 'UTC', '#');"
                    + "seen.push(link.hidden, link.href, link.rel);"
                    + "details.show('model-calls', { model: 'm' }, 'UTC', '#');"
                    + "seen.push(link.hidden); details.close(); details.element.remove();"
                    + "return seen"))
        .isEqualTo(List.of(false, "https://logs/7", "noopener noreferrer", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | null | –",
        "count | 0 | 0",
        "count | 999999 | 999,999",
        "tokens | 1234567 | 1.23M",
        "tokens | 812.4375 | 812",
        "ratio | 0.0312 | 3.1%",
        "ratio | null | –",
        "ms | 999.4 | 999 ms",
        "ms | 1234 | 1.23 s",
        "span | 5400000 | 1.5 h",
        "seconds | 90 | 1.5 min",
        "money | 1230000 | $1.23",
        "level | 2.3456 | 2.35",
        "bytes | 999 | 999 B",
        "bytes | 1536000 | 1.5 MB",
        "bytes | 0 | 0 B",
      })
  void formatsValuesForPeople(String name, String value, String expected) {
    assertThat(
            run("return (await load('/page/metric/format.js')).formatValue('%s', %s)", name, value))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | 200 | 210 | +5%",
        "count | 200 | 100 | -50%",
        "count | 200 | 1999 | +899.5%",
        "count | 200 | 44490 | ×222",
        "count | 7 | 7 | 0%",
        "count | 0 | 7 | ",
        "count | null | 7 | ",
        "count | 7 | null | ",
        "ratio | 0.02 | 0.03 | +1 pp",
        "ratio | 0 | 0.0304 | +3.04 pp",
        "ratio | 0.5 | 0.25 | -25 pp",
        "ratio | 0.5 | 0.500001 | 0 pp",
        "ratio | null | 0.5 | ",
      })
  void changesReadWell(String name, String before, String now, String expected) {
    assertThat(
            run(
                "return (await load('/page/metric/format.js')).change('%s', %s, %s)",
                name, before, now))
        .isEqualTo(expected);
  }

  @Test
  void largeNumbersReadWellInChinese() {
    browser.js("localStorage.setItem('tidemark.language', 'zh')");
    browser.go(api.uri() + "/");
    browser.find("#sign-in");
    assertThat(run("return (await load('/page/metric/format.js')).formatValue('count', 117739999)"))
        .isEqualTo("1.18亿");
    assertThat(run("return (await load('/page/metric/format.js')).formatValue('seconds', 5400)"))
        .isEqualTo("1.5 小时");
    browser.go("about:blank");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?tab=model-calls&range=1d&zone=UTC",
        "?tab=records&range=30d&zone=Asia%2FShanghai&model=a%26b&model=c&not_user_id=%3Cimg%3E&kind=comfyui",
        "?tab=comfyui&from=2026-03-11T10%3A00%3A00.000Z&to=2026-03-12T10%3A00%3A00.000Z&zone=UTC",
      })
  void anAddressSurvivesReadingAndWriting(String address) {
    assertThat(
            run(
                USE_SCHEMA
                    + "const m = await load('/page/address/view.js');"
                    + " return m.writeView(m.readView('%s', 'UTC'))",
                address))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "?tab=nonsense&range=5y&zone=Mars%2FBase",
        "?from=yesterday",
        "?to=2026-03-12T10:00:00Z",
        // The server knows zones by the spelling of their names alone.
        "?zone=utc",
        "?zone=Zulu",
      })
  void normalizesAddresses(String address) {
    assertThat(
            run(
                USE_SCHEMA
                    + "const m = await load('/page/address/view.js');"
                    + " return m.writeView(m.readView('%s', 'UTC'))",
                address))
        .isEqualTo("?tab=model-calls&range=1d&zone=UTC");
  }

  /** The limit of the server is 2000 points; these are 51 lines over 39 days, and over 40. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-02-08T00:00:00Z, 'day,week,month'",
    "2026-01-01T12:00:00Z, 2026-02-09T00:00:00Z, 'week,month'",
  })
  void offersNoIntervalOfTooManyPoints(String from, String to, String expected) {
    assertThat(
            run(
                "const m = await load('/page/time/period.js');"
                    + " return m.intervals({ range: null, from: '%s', to: '%s', zone: 'UTC' },"
                    + " Date.parse('2026-03-12T10:00:00Z'), 51).join()",
                from, to))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go forward, and back.
    "2026-03-29T01:30, Europe/Berlin, 2026-03-29T00:30:00.000Z",
    "2026-03-29T03:30, Europe/Berlin, 2026-03-29T01:30:00.000Z",
    "2026-10-25T03:30, Europe/Berlin, 2026-10-25T02:30:00.000Z",
    "2026-03-12T08:00, Asia/Shanghai, 2026-03-12T00:00:00.000Z",
    "2026-03-12T08:00, Asia/Kolkata, 2026-03-12T02:30:00.000Z",
    "2026-03-12T08:00, UTC, 2026-03-12T08:00:00.000Z",
  })
  void clocksOfZonesLeadToInstantsAndBack(String local, String zone, String instant) {
    assertThat(
            run(
                "const m = await load('/page/time/zone.js');"
                    + " const at = m.fromLocal('%s', '%s');"
                    + " return [new Date(at).toISOString(), m.toLocal(at, '%2$s')]",
                local, zone))
        .isEqualTo(List.of(instant, local));
  }

  @Test
  void waitsLongerAfterEachFailedRefreshUpToAMinuteUnlessTheServerAsksForMore() {
    assertThat(
            run(
                "const { Refresh } = await load('/page/shell/refresh.js');"
                    + " const refresh = new Refresh(() => {}); refresh.stop();"
                    + " const retry = () => { refresh.sooner = 0; refresh.tick(); };"
                    + " const waits = [null, null, null, 90, null, null].map("
                    + "   s => { refresh.failed(s); const wait = refresh.failed(s); retry(); return wait; });"
                    + " refresh.succeeded();"
                    + " return [...waits, refresh.failed(null), refresh.failed(30)]"))
        .isEqualTo(List.of(5L, 10L, 20L, 90L, 60L, 60L, 5L, 30L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | Busiest at Mon 09:00 (median 7). Nights, 22:00 to 06:00: 25%. Weekends: 50%.",
        "0 | Every median is 0, as with usage of less than two weeks: colors show the maximum of each"
            + " hour. Highest at Mon 09:00 (31). Nights, 22:00 to 06:00: 25%. Weekends: 50%.",
      })
  void namesTheBusiestHourOfTheWeekAndWhatItsColorsShow(String median, String note) {
    assertThat(
            run(
                "return (await load('/page/pattern/pattern-panel.js')).summary({ peak:"
                    + " { weekday: 1, hour: 9, median: %s, maximum: 31 }, night_share: 0.25,"
                    + " weekend_share: 0.5 }, 'count')",
                median))
        .isEqualTo(note);
  }

  @ParameterizedTest
  @CsvSource({
    "null, No hour is final yet.",
    "'2026-03-01T00:00:00Z', No hour is final yet.",
    "'2026-03-01T01:00:00Z', No usage in the final hours of the last four weeks."
  })
  void saysWhyTheHoursOfTheWeekAreEmpty(String finalThrough, String reason) {
    String time = finalThrough.equals("null") ? finalThrough : "'" + finalThrough + "'";
    assertThat(
            run(
                "return (await load('/page/pattern/pattern-panel.js')).whyEmpty({ from:"
                    + " '2026-03-01T00:00:00Z', final_through: %s })[0]",
                time))
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"false, '5,2,0,-'", "true, '0,2,5,-'"})
  void ordersUnknownValuesLastInEitherDirection(String ascending, String expected) {
    assertThat(
            run(
                "const row = value => ({ values: value === null ? {} : { calls: value } });"
                    + " const rows = [2, null, 0, 5].map(row);"
                    + " return (await load('/page/entities/ordering.js'))"
                    + ".ordered(rows, 'calls', %s).map(one => one.values.calls ?? '-').join()",
                ascending))
        .isEqualTo(expected);
  }

  @Test
  void aSmallTrendGoesFromZeroToTheGreatestWithGaps() {
    assertThat(
            run(
                "return (await load('/page/charts/sparkline.js'))"
                    + ".sparkline([0, null, 2, 4], 'red').querySelector('path').getAttribute('d')"))
        .isEqualTo("M2.0 18.0h0M63.3 10.0h0L94.0 2.0");
  }

  @Test
  void csvIsQuotedAndRunsNothing() {
    Object csv =
        run(
            "return JSON.stringify((await load('/page/table/csv.js'))"
                + ".csv(['a', 'b'], [['x,\"y\"', null], ['=1+1', -2], ['\\n', '@x']]))");
    assertThat(csv)
        .isEqualTo(
            "\"a,b\\r\\n\\\"x,\\\"\\\"y\\\"\\\"\\\",\\r\\n'=1+1,-2\\r\\n\\\"'\\n\\\",'@x\\r\\n\"");
  }

  /** Runs the body of an async function; {@code load} imports a module. */
  private Object run(String body, String... arguments) {
    Object answer =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "const load = path => import(path);"
                + "(async () => {"
                + body.formatted((Object[]) arguments)
                + "})().then(done, fault => done('FAULT ' + fault))");
    assertThat(String.valueOf(answer)).doesNotStartWith("FAULT");
    return answer;
  }

  private static String path(Path module) {
    return "/page/" + MODULES.relativize(module).toString().replace('\\', '/');
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static String source(Path module) {
    try {
      return Files.readString(module);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
