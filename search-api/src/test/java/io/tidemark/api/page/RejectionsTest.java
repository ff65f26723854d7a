/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.model.deadletters.DeadLetterReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page says in its language why the API refused something, with times of its zone. */
@Tag("browser")
class RejectionsTest {

  /** A time in RFC 3339, and three English words in a row. */
  private static final String FOREIGN =
      "(?s).*(\\d{4}-\\d\\d-\\d\\dT\\d\\d|[A-Za-z]+ [a-z]+ [a-z]+).*";

  private static final Path PROBLEM = Path.of("src/main/resources/static/page/problem/problem.js");

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
  }

  @Test
  void rejectsPeriodsBeforeTheRetentionInChinese() {
    openView(
        "model-calls&zone=Asia/Shanghai&from=2025-01-01T00:00:00Z&to=2026-03-12T09:00:00Z",
        "zh",
        admin());
    assertThat(browser.texts("[data-panel=distribution] [role=alert] p"))
        .containsExactly("加载失败。 2025/02/06 08:00 之前的数据已不再保留。");
  }

  @Test
  void theSameInEnglishHasATimeOfTheZoneToo() {
    openView(
        "model-calls&zone=Asia/Shanghai&from=2025-01-01T00:00:00Z&to=2026-03-12T09:00:00Z",
        "en",
        admin());
    assertThat(browser.texts("[data-panel=distribution] [role=alert] p"))
        .containsExactly("The data could not be loaded. Nothing before 02/06/2025 08:00 is kept.");
  }

  @Test
  void anotherUsersUsageIsRefusedInChinese() {
    openView("model-calls&user_id=carol", "zh", api.tokens().member(Harbor.TENANT, "alice"));
    assertThat(browser.texts("[data-panel=trend] [role=alert] p"))
        .containsExactly("加载失败。 您无权查看该用户的用量。");
  }

  /** Real refusals of the API, as many kinds as an address of the page can lead to. */
  @Test
  void noRefusalIsEnglishOnTheChinesePage() {
    openView("status", "zh", admin());
    for (String view :
        List.of(
            "records&status_code=9999",
            "records&status_code=abc",
            "records&min_latency_ms=-5",
            "records&cursor=nonsense",
            "records&kind=comfyui&min_run_time_ms=x",
            "model-calls&from=2027-01-01T00:00:00Z",
            "model-calls&from=2026-03-12T09:00:00Z&to=2026-03-12T08:00:00Z")) {
      browser.loading(() -> browser.follow("/?zone=UTC&tab=" + view));
      assertThat(browser.texts("[role=alert] p"))
          .as(view)
          .isNotEmpty()
          .noneMatch(words -> words.matches(FOREIGN))
          .noneMatch(words -> words.contains("_"));
    }
  }

  /** A sentence that a later server says is not shown in English, and stays within reach. */
  @Test
  void anUnknownSentenceIsSaidByItsKind() {
    openView("status", "zh", admin());
    assertThat(sayUnknown("invalid-parameter", "group_by")).isEqualTo("“分组”的值无效。");
    assertThat(sayUnknown("too-large", null)).isEqualTo("结果超过上限（500）。");
    assertThat(sayUnknown("forbidden", "user_id")).isEqualTo("您无权查看。");
    assertThat(sayUnknown("something-new", null)).isEqualTo("请求失败（状态码 400）。");
  }

  @Test
  void everyFailureIsSaidInWords() {
    openView("status", "zh", admin());
    assertThat(
            browser.asyncJs(
                "const done = arguments[0];"
                    + "Promise.all([import('/page/problem/problem.js'), import('/page/request/api.js')])"
                    + ".then(([m, api]) => done([0, 502].map(status =>"
                    + " m.faultInWords(new api.Problem(status, {})))))"))
        .isEqualTo(List.of("服务器没有响应。", "请求失败（状态码 502）。"));
  }

  /** A sentence that the API no longer says would be translated by its kind alone. */
  @Test
  void everyKnownSentenceIsOneOfTheApi() throws IOException {
    String said = readApi().replaceAll("\"\\s*\\+\\s*\"", "");
    List<String> forms =
        Pattern.compile("(?m)^  \\['\\w+', /(.+)/],$")
            .matcher(Files.readString(PROBLEM))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(forms).hasSizeGreaterThan(50);
    assertThat(forms).filteredOn(form -> !said.contains(longestText(form))).isEmpty();
  }

  /** The longest text that stands for itself in a regular expression. */
  private static String longestText(String expression) {
    return Stream.of(expression.split("\\\\[a-zA-Z]|[^\\w ,.-]", -1))
        .max(Comparator.comparing(String::length))
        .orElseThrow();
  }

  private static String readApi() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private Object sayUnknown(String kind, String parameter) {
    return browser.asyncJs(
        "const done = arguments[arguments.length - 1]; const [type, parameter] = arguments;"
            + "Promise.all([import('/page/problem/problem.js'), import('/page/request/api.js')])"
            + ".then(([m, api]) => done(m.problemInWords(new api.Problem(400, { parameter,"
            + " type: 'urn:tidemark:problem:' + type, limit: 500,"
            + " detail: 'Wholly new words since 2026-03-12T09:00:00Z.' }), 'UTC')))",
        kind,
        parameter);
  }

  @Test
  void anUnknownSentenceKeepsItsEnglishWithTimesOfTheZone() {
    openView("status", "en", admin());
    Object words =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "Promise.all([import('/page/problem/problem.js'), import('/page/request/api.js')])"
                + ".then(([m, api]) => done(m.problemInWords(new api.Problem(400,"
                + " { detail: 'New since 2026-03-12T09:00:00Z or 2026-03-12T09:30:00+02:00.' }),"
                + " 'Asia/Shanghai')))");
    assertThat(words).isEqualTo("New since 03/12/2026 17:00 or 03/12/2026 15:30.");
  }

  /** Reasons of dead letters have a name and a meaning in both languages. */
  @Test
  @SuppressWarnings("unchecked")
  void everyReasonOfARejectedEventIsExplained() {
    openView("status", "zh", admin());
    Map<String, Map<String, String>> texts =
        (Map<String, Map<String, String>>)
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "import('/page/tabs/status/texts.js').then(m => done(m.TEXTS))");
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      String name = reason == DeadLetterReason.REFUSED ? "refused_by_store" : reason.id();
      assertThat(texts.get("zh").get(name)).as(name).isNotBlank().doesNotMatch(FOREIGN);
      assertThat(texts.get("zh").get(name + "?")).as(name).isNotBlank().doesNotMatch(FOREIGN);
      assertThat(texts.get("en")).containsKeys(name, name + "?");
    }
  }

  private String admin() {
    return api.tokens().superAdmin(Harbor.TENANT, "root");
  }

  private void openView(String view, String language, String token) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    String zone = view.contains("zone=") ? "" : "zone=UTC&";
    browser.open(api.uri() + "/?" + zone + "tab=" + view + "#token=" + token);
  }
}
