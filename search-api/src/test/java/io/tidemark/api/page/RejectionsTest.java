/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.model.deadletters.DeadLetterReason;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page says in its language why the API refused something, with times of its zone. */
@Tag("browser")
class RejectionsTest {

  /** A time in RFC 3339, and three English words in a row. */
  private static final String FOREIGN =
      "(?s).*(\\d{4}-\\d\\d-\\d\\dT\\d\\d|[A-Za-z]+ [a-z]+ [a-z]+).*";

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
  @ParameterizedTest
  @CsvSource({
    "records&status_code=9999",
    "records&status_code=abc",
    "records&min_latency_ms=-5",
    "records&cursor=nonsense",
    "records&kind=comfyui&min_run_time_ms=x",
    "model-calls&from=2027-01-01T00:00:00Z",
    "model-calls&from=2026-03-12T09:00:00Z&to=2026-03-12T08:00:00Z",
  })
  void noRefusalIsEnglishOnTheChinesePage(String view) {
    openView(view, "zh", admin());
    assertThat(browser.texts("[role=alert] p"))
        .isNotEmpty()
        .noneMatch(words -> words.matches(FOREIGN))
        .noneMatch(words -> words.contains("_"));
  }

  /** A sentence that a later server says is not shown in English, and stays within reach. */
  @ParameterizedTest
  @CsvSource({
    "invalid-parameter, group_by, “分组”的值无效。",
    "too-large, , 结果超过上限（500）。",
    "forbidden, user_id, 您无权查看。",
    "something-new, , 请求失败（状态码 400）。",
  })
  void anUnknownSentenceIsSaidByItsKind(String kind, String parameter, String expected) {
    openView("status", "zh", admin());
    Object words =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1]; const [type, parameter] = arguments;"
                + "Promise.all([import('/page/problem/problem.js'), import('/page/request/api.js')])"
                + ".then(([m, api]) => done(m.problemInWords(new api.Problem(400, { parameter,"
                + " type: 'urn:tidemark:problem:' + type, limit: 500,"
                + " detail: 'Wholly new words since 2026-03-12T09:00:00Z.' }), 'UTC')))",
            kind,
            parameter);
    assertThat(words).isEqualTo(expected);
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
  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  @SuppressWarnings("unchecked")
  void everyReasonOfARejectedEventIsExplained(DeadLetterReason reason) {
    openView("status", "zh", admin());
    Map<String, Map<String, String>> texts =
        (Map<String, Map<String, String>>)
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "import('/page/tabs/status/texts.js').then(m => done(m.TEXTS))");
    String name = reason == DeadLetterReason.REFUSED ? "refused_by_store" : reason.id();
    assertThat(texts.get("zh").get(name)).isNotBlank().doesNotMatch(FOREIGN);
    assertThat(texts.get("zh").get(name + "?")).isNotBlank().doesNotMatch(FOREIGN);
    assertThat(texts.get("en")).containsKeys(name, name + "?");
  }

  private String admin() {
    return api.tokens().superAdmin(Harbor.TENANT, "root");
  }

  private void openView(String view, String language, String token) {
    browser.go(api.uri() + "/favicon.svg");
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    String zone = view.contains("zone=") ? "" : "zone=UTC&";
    browser.open(api.uri() + "/?" + zone + "tab=" + view + "#token=" + token);
  }
}
