/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choices of the page follow from the schema; the API must accept each of them. */
@Tag("browser")
class ChoicesTest {

  /** Asks for every choice of a panel as the page would; returns choices and rejected ones. */
  private static final String ASK_ALL =
      """
      const done = arguments[arguments.length - 1];
      const [workload, panel, route, metricSelect, groupSelect, further] = arguments;
      const values = name => [...document.querySelectorAll(
        `[data-panel=${panel}] select[name=${name}] option`)].map(one => one.value);
      const metrics = values(metricSelect);
      const groups = values(groupSelect).filter(name => name !== 'none');
      const questions = [...metrics.map(metric => ({ metric, group_by: groups[0] })),
        ...groups.map(group => ({ metric: metrics[0], group_by: group }))];
      const headers = { Authorization: `Bearer ${sessionStorage.getItem('tidemark.token')}` };
      Promise.all(questions.map(async question => {
        const query = new URLSearchParams({ ...question, ...further, range: '12h' });
        const answer = await fetch(`/api/v1/${workload}/${route}?${query}`, { headers });
        return answer.ok ? [] : [`${query}: ${answer.status}`];
      })).then(rejected => done({ asked: questions.length, rejected: rejected.flat() }));
      """;

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  void leave() {
    browser.go("about:blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "comfyui", "training", "coding-agents"})
  void everyMetricAndGroupOfTheTrendIsAccepted(String workload) {
    openTab(workload);
    assertAccepted(
        browser.asyncJs(
            ASK_ALL,
            workload,
            "trend",
            "trend",
            "metric",
            "group",
            Map.of("interval", "hour", "time_zone", "UTC", "limit", "8")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "comfyui"})
  void everyMetricAndGroupOfTheDistributionIsAccepted(String workload) {
    openTab(workload);
    assertAccepted(
        browser.asyncJs(
            ASK_ALL,
            workload,
            "distribution",
            "distribution",
            "share",
            "by",
            Map.of("limit", "8")));
  }

  @SuppressWarnings("unchecked")
  private static void assertAccepted(Object answer) {
    Map<String, Object> found = (Map<String, Object>) answer;
    assertThat((Long) found.get("asked")).isGreaterThan(8);
    assertThat((List<String>) found.get("rejected")).isEmpty();
  }

  private void openTab(String tab) {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab="
            + tab
            + "#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }
}
