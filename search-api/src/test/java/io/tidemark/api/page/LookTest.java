/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Languages, themes, small screens, keyboard, and what axe finds. */
@Tag("browser")
class LookTest {

  private static final int PHONE_WIDTH = 390;

  private static final String AXE =
      "const done = arguments[arguments.length - 1];"
          + "axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations"
          + ".flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' '"
          + " + node.failureSummary))), fault => done(['axe failed: ' + fault]))";

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
  @ValueSource(
      strings = {
        "model-calls",
        "comfyui",
        "training",
        "performance",
        "coding-agents",
        "cost",
        "records",
        "people",
        "sources",
        "status"
      })
  void axeFindsNothingInEitherThemeAndAPhoneIsWideEnough(String tab) throws IOException {
    openTab(tab);
    assertThat(axe()).isEmpty();
    browser.rebuilding(() -> browser.click("#theme"));
    assertThat(browser.js("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(axe()).isEmpty();

    browser.resize(PHONE_WIDTH, 844);
    browser.rebuilding(() -> browser.click("#theme"));
    assertThat(browser.js("return document.documentElement.scrollWidth"))
        .as("nothing sticks out of a phone")
        .isEqualTo((long) PHONE_WIDTH);
  }

  @Test
  void aLongChangeStandsBelowItsNumberAndNotOnIt() {
    openTab("model-calls");

    assertThat(
            browser.js(
                "const card = document.querySelector('.card[data-metric=output_tokens]');"
                    + "const box = (part) => {"
                    + "  const range = document.createRange();"
                    + "  range.selectNodeContents(card.querySelector(part));"
                    + "  return range.getBoundingClientRect(); };"
                    + "card.querySelector('.number').textContent = '2,151.77万';"
                    + "card.querySelector('.change').textContent = '+100,000,000.5%';"
                    + "return box('.change').top >= box('.number').bottom - 1"
                    + "  && box('.change').right <= card.getBoundingClientRect().right"))
        .isEqualTo(true);
  }

  @Test
  void findsNoAccessibilityFaultsInOpenedParts() throws IOException {
    openTab("records");
    browser.click("[data-filter=model]");
    browser.await("The values never came", () -> browser.has(".choice-row"));
    assertThat(axe()).isEmpty();
    browser.find(".picker-form [type=search]").sendKeys(Keys.ESCAPE);
    browser.click("[data-range=custom]");
    assertThat(axe()).isEmpty();
    browser.find("[name=from]").sendKeys(Keys.ESCAPE);
    browser.click(".records tbody tr:first-child button");
    assertThat(axe()).isEmpty();
  }

  @Test
  void axeFindsNothingWhereOneSignsIn() throws IOException {
    browser.go(api.uri() + "/");
    browser.find("#sign-in");
    assertThat(axe()).isEmpty();
  }

  @Test
  void theLanguageIsThatOfTheBrowserCanBeChangedAndIsKept() {
    openTab("model-calls");
    assertThat(browser.texts("nav a")).contains("Model calls", "Coding agents");

    browser.choose("#language", "zh");
    browser.awaitText("[data-metric=calls] .card-label", "调用服务总次数");
    assertThat(browser.texts("nav a"))
        .containsExactly(
            "服务调用", "ComfyUI", "模型训练", "性能", "编程助手", "图像任务", "费用", "调用记录", "额度", "告警", "人员", "接入",
            "状态");
    assertThat(browser.js("return document.documentElement.lang")).isEqualTo("zh-CN");

    openTab("status");
    browser.awaitText("#sign-out", "退出");
  }

  @Test
  void theButtonToSignOutIsAsWideAsItsText() {
    openTab("status");

    Object width = browser.js("return document.querySelector('#sign-out').offsetWidth");
    assertThat((Long) width).isBetween(30L, 120L);
  }

  @Test
  void theThemeFollowsTheSystemUntilOneIsChosen() {
    browser.emulate("prefers-color-scheme", "dark");
    openTab("status");
    assertThat(browser.js("return document.documentElement.dataset.theme")).isEqualTo("dark");

    browser.click("#theme");
    browser.awaitLoaded();
    openTab("status");
    assertThat(browser.js("return document.documentElement.dataset.theme")).isEqualTo("light");
  }

  @Test
  void theKeyboardReachesTabsAndFiltersAndKeepsItsPlace() {
    openTab("model-calls");
    browser.loading(() -> browser.find("nav [data-tab=training]").sendKeys(Keys.ENTER));
    assertThat(focused()).isEqualTo("training");
    browser.loading(() -> browser.find("[data-range='3d']").sendKeys(Keys.SPACE));
    assertThat(focused()).isEqualTo("3d");
    browser.find("[data-filter=base_model]").sendKeys(Keys.ENTER);
    browser.await(
        "The search of the filter never had the focus",
        () -> "search".equals(browser.js("return document.activeElement.type")));
    browser.find(".picker-form [type=search]").sendKeys(Keys.ESCAPE);
    browser.await("The focus never came back to the filter", () -> "base_model".equals(focused()));
  }

  @Test
  void explainsEveryMetric() {
    openTab("comfyui");
    browser.click("[data-metric=abandoned] .sign");
    browser.awaitText(
        ".explanation",
        "Runs whose end was not reported within the longest duration that the job waits for.");
  }

  @Test
  void theRefreshCanBePausedAndStaysSo() {
    openTab("status");
    assertThat(browser.find("#pause").getAttribute("aria-pressed")).isEqualTo("false");
    browser.click("#pause");
    browser.awaitText("#pause", "paused");
    openTab("training");
    browser.awaitText("#pause", "paused");
    browser.loading(() -> browser.click("#refresh"));
  }

  private Object focused() {
    return browser.js(
        "return Object.values(Object.assign({}, document.activeElement.dataset)).join()");
  }

  @SuppressWarnings("unchecked")
  private List<String> axe() throws IOException {
    try (InputStream script = LookTest.class.getResourceAsStream("/axe.min.js")) {
      browser.js(new String(script.readAllBytes(), UTF_8) + "; window.axe = axe;");
    }
    Object found = browser.asyncJs(AXE);
    assertThat(found).isInstanceOf(List.class);
    return (List<String>) found;
  }

  private void openTab(String tab) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
