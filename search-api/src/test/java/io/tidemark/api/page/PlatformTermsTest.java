/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page uses the terms of the platform, so that an operator finds the same name in both. */
@Tag("browser")
class PlatformTermsTest {

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  void nothingWentWrong() {
    browser.assertNothingWentWrong();
  }

  @ParameterizedTest
  @CsvSource({
    "comfyui, executions, 累计执行次数, Total executions",
    "comfyui, succeeded, 执行成功次数, Successful executions",
    "comfyui, failed, 执行失败次数, Failed executions",
    "comfyui, run_time_total_ms, 累计运行时长, Total run time",
    "comfyui, workflows, 调用 workflow 数量, Workflows called",
    "training, base_models, 已用基础模型总数, Base models used",
    "training, trained_tokens, 已训练的 Token 总数, Total trained tokens",
    "training, jobs, 模型训练总任务数, Total training jobs",
    "training, run_time_ms, 累计训练总时长, Total training time",
  })
  void cardsAndMetricChoicesUseThePlatformTerms(
      String tab, String metric, String chinese, String english) {
    openTab(tab, "zh");
    assertMetric(metric, chinese);
    openTab(tab, "en");
    assertMetric(metric, english);
  }

  private void assertMetric(String metric, String label) {
    assertThat(browser.texts("[data-metric=" + metric + "] .card-label")).containsExactly(label);
    String option = "[data-panel=trend] [name=metric] option[value=" + metric + "]";
    assertThat(browser.texts(option)).containsExactly(label);
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, trend, 用量趋势图, Usage trend",
    "model-calls, distribution, 用量分布图, Usage distribution",
    "comfyui, trend, 用量趋势图, Usage trend",
    "comfyui, distribution, 用量分布图, Usage distribution",
    "comfyui, concurrency, 并发分布图, Concurrency distribution",
    "training, trend, 用量趋势图, Usage trend",
  })
  void chartTitlesUseThePlatformTerms(String tab, String panel, String chinese, String english) {
    String title = "[data-panel=" + panel + "] h2";
    openTab(tab, "zh");
    assertThat(browser.texts(title)).containsExactly(chinese);
    openTab(tab, "en");
    assertThat(browser.texts(title)).containsExactly(english);
  }

  @ParameterizedTest
  @CsvSource({"zh, 任务来源", "en, Task source"})
  void theSourceOfARunIsATaskSourceEverywhere(String language, String term) {
    openTab("comfyui", language);
    assertThat(browser.texts("[data-filter=source] .picker-name")).containsExactly(term);
    assertThat(browser.texts("[data-panel=trend] [name=group] [value=source]"))
        .containsExactly(term);
    assertThat(browser.texts("[data-panel=distribution] [name=by] [value=source]"))
        .containsExactly(term);
    assertThat(browser.texts("[data-panel=concurrency] select [value=source]"))
        .containsExactly(term);
    openTab("records&kind=comfyui", language);
    assertThat(browser.texts(".records th")).contains(term);
  }

  private void openTab(String tab, String language) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.go(api.uri() + "/favicon.svg");
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
