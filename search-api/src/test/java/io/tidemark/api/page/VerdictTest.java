/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tab of the status says in a word whether all is well. */
@Tag("browser")
class VerdictTest extends BrowserTest {

  private static final String WITHOUT_EVENTS = "a-tenant-without-events";

  /** Gives answers of the status route other members; all else is the server's. */
  private static final String ANSWER =
      "const real = window.fetch; window.fetch = async (address, given) => {"
          + " const answer = await real(address, given);"
          + " if (!String(address).includes('/api/v1/status')) { return answer; }"
          + " const found = await answer.json();"
          + " const changed = Object.assign(found, (%s)(found));"
          + " return new Response(JSON.stringify(changed), { status: answer.status }); };";

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
  }

  @ParameterizedTest
  @CsvSource({"en, All is well", "zh, 一切正常"})
  void allIsWellWithoutFaults(String language, String word) {
    openStatus(
        language,
        "() => ({ failed_messages: [],"
            + " access_log: { waiting: 0, lost: 0, failing_since: null } })");

    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.has(".verdict li")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 0 | 2 | All is well | ",
        "en | 0 | 3 | Behind | Model calls: the hours of the last 3 h are not final.",
        "en | 2 | 3 | Behind | Training: the hours of the last 3 h are not final.",
        "zh | 0 | 3 | 数据滞后 | 服务调用：最近 3 小时的数据尚未确定。",
      })
  void aWorkloadIsBehindFromTwoHoursOn(
      String language, int workload, int hours, String word, String line) {
    openStatus(
        language,
        "found => { found.pipelines["
            + workload
            + "].final_through ="
            + " new Date(Date.parse(found.generated_at) - "
            + hours
            + " * 36e5).toISOString(); return {}; }");

    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.texts(".verdict li")).isEqualTo(line == null ? List.of() : List.of(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "({ failed_messages: [{ created_at: '2026-03-12T09:00:00Z', channel: 'ops', subject: 's',"
            + " type: 't', attempts: 3, last_error: 'e' }] }) |"
            + " Messages did not reach their channel.",
        "({ unreadable_settings: [{ kind: 'budget', id: 'dev', entry: 'per', reason: 'Odd.' }] }) |"
            + " This release cannot read the setting budget/dev: per: Odd.",
        "({ access_log: { waiting: 0, lost: 2, failing_since: null } }) |"
            + " Accesses missing from the access log since this instance started: 2.",
        "({ access_log: { waiting: 9, lost: 0, failing_since: '2026-03-12T09:00:00Z' } }) |"
            + " The access log has not been written since 03/12/2026 09:00.",
      })
  void faultsNeedAttention(String members, String line) {
    openStatus("en", "() => " + members);

    assertThat(browser.texts(".verdict strong")).containsExactly("Needs attention");
    assertThat(browser.find(".verdict strong").getAttribute("data-state")).isEqualTo("bad");
    assertThat(browser.texts(".verdict li")).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 0 | All is well | ",
        "en | 1 | Behind | Model calls: no hour is final yet.",
        "zh | 1 | 数据滞后 | 服务调用：尚无已确定的小时。",
      })
  void usageOfWhichNothingIsFinalIsBehind(String language, int events, String word, String line) {
    openStatus(
        language,
        "found => { Object.assign(found.pipelines[0], { final_through: null, counted: "
            + events
            + " }); return {}; }");

    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.texts(".verdict li")).isEqualTo(line == null ? List.of() : List.of(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 1 | Up to date | Duplicates, messages and the access log are shown to a super-admin"
            + " only.",
        "zh | 1 | 数据及时 | 重复事件、消息和访问日志的情况仅超级管理员可见。",
        "zh | 3 | 数据滞后 | 重复事件、消息和访问日志的情况仅超级管理员可见。",
      })
  void aMemberReadsOfNothingThatIsHidden(String language, int hours, String word, String line) {
    openStatus(
        language,
        "found => { found.pipelines.forEach(one => { one.final_through ="
            + " new Date(Date.parse(found.generated_at) - "
            + hours
            + " * 36e5).toISOString(); }); return {}; }",
        member());

    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.texts(".verdict li")).endsWith(line);
  }

  private String member() {
    return api.tokens().member(WITHOUT_EVENTS, "alice");
  }

  /** Who sees no numbers of events cannot tell a new deployment from one that stands still. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Nothing known yet | No hour of any workload is final yet.",
        "zh | 尚无数据 | 各类用量均尚无已确定的小时。"
      })
  void withoutAnyFinalHourNothingIsKnown(String language, String word, String line) {
    String nothingFinal =
        "found => { found.pipelines.forEach(one => { one.final_through = null; }); return {}; }";
    openStatus(language, nothingFinal, member());
    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.texts(".verdict li")).startsWith(line).hasSize(2);

    openStatus(language, nothingFinal);
    assertThat(browser.texts(".verdict strong")).containsExactly(word);
    assertThat(browser.texts(".verdict li")).containsExactly(line);

    openStatus(language, nothingFinal.replace("pipelines.", "pipelines.slice(1)."), member());
    assertThat(browser.texts(".verdict li")).doesNotContain(line);
  }

  private void openStatus(String language, String change) {
    openStatus(language, change, api.tokens().superAdmin(WITHOUT_EVENTS, "root"));
  }

  private void openStatus(String language, String change, String token) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    Object script = browser.addScript(ANSWER.formatted(change));
    try {
      browser.open(api.uri() + "/?zone=UTC&tab=status#token=" + token);
    } finally {
      browser.removeScript(script);
    }
  }
}
