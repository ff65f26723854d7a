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

/** The page uses the terms of the platform, so that an operator finds the same name in both. */
@Tag("browser")
class PlatformTermsTest extends BrowserTest {

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
  }

  /** One view of each tab has all its terms. */
  @ParameterizedTest
  @CsvSource({"zh", "en"})
  void runsUseThePlatformTerms(String language) {
    openTab("comfyui", language);
    boolean zh = language.equals("zh");

    assertMetric("executions", zh ? "累计执行次数" : "Total executions");
    assertMetric("succeeded", zh ? "执行成功次数" : "Successful executions");
    assertMetric("failed", zh ? "执行失败次数" : "Failed executions");
    assertMetric("run_time_total_ms", zh ? "累计运行时长" : "Total run time");
    assertMetric("workflows", zh ? "调用 workflow 数量" : "Workflows called");
    assertTitle("trend", zh ? "用量趋势图" : "Usage trend");
    assertTitle("distribution", zh ? "用量分布图" : "Usage distribution");
    assertTitle("concurrency", zh ? "并发分布图" : "Concurrency distribution");

    String source = zh ? "任务来源" : "Task source";
    assertThat(browser.texts("[data-filter=source] .picker-name")).containsExactly(source);
    for (String choice :
        List.of(
            "[data-panel=trend] [name=group] [value=source]",
            "[data-panel=distribution] [name=by] [value=source]",
            "[data-panel=concurrency] select [value=source]")) {
      assertThat(browser.texts(choice)).as(choice).containsExactly(source);
    }
    openTab("records&kind=comfyui", language);
    assertThat(browser.texts(".records th")).contains(source);
  }

  @ParameterizedTest
  @CsvSource({"zh", "en"})
  void trainingUsesThePlatformTerms(String language) {
    openTab("training", language);
    boolean zh = language.equals("zh");

    assertMetric("base_models", zh ? "已用基础模型总数" : "Base models used");
    assertMetric("trained_tokens", zh ? "已训练的 Token 总数" : "Total trained tokens");
    assertMetric("jobs", zh ? "模型训练总任务数" : "Total training jobs");
    assertMetric("run_time_ms", zh ? "累计训练总时长" : "Total training time");
    assertTitle("trend", zh ? "用量趋势图" : "Usage trend");
  }

  @ParameterizedTest
  @CsvSource({"zh, 用量趋势图, 用量分布图", "en, Usage trend, Usage distribution"})
  void callsUseThePlatformTerms(String language, String trend, String distribution) {
    openTab("model-calls", language);

    assertTitle("trend", trend);
    assertTitle("distribution", distribution);
  }

  private void assertMetric(String metric, String label) {
    assertThat(browser.texts("[data-metric=" + metric + "] .card-label")).containsExactly(label);
    String option = "[data-panel=trend] [name=metric] option[value=" + metric + "]";
    assertThat(browser.texts(option)).containsExactly(label);
  }

  private void assertTitle(String panel, String title) {
    assertThat(browser.texts("[data-panel=" + panel + "] h2")).containsExactly(title);
  }

  private void openTab(String tab, String language) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
