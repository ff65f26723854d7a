/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Languages, themes, small screens, keyboard, and what axe finds. */
@Tag("browser")
class LookTest extends BrowserTest {

  private static final int PHONE_WIDTH = 390;

  private static final String AXE =
      "const [options, done] = arguments;"
          + "axe.run(document, { ...options, resultTypes: ['violations'] }).then("
          + "found => done(found.violations"
          + ".flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' '"
          + " + node.failureSummary))), fault => done(['axe failed: ' + fault]))";

  /** Rules about colours alone. */
  private static final Map<String, ?> COLOURS =
      Map.of("runOnly", List.of("color-contrast", "link-in-text-block"));

  /** Where rows of the heat map and of the table of values have a colour, and which. */
  private static final String COLOURED_PARTS =
      "const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
          + "const mix = colour => { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);"
          + " const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;"
          + " return (red << 16) + (green << 8) + blue; };"
          + "return [...document.querySelectorAll("
          + " '.heat tbody td:nth-child(2), [data-panel=entities] .dot')].map(part => {"
          + " const { left, top, width, height } = part.getBoundingClientRect();"
          + " return { x: Math.round(left + scrollX + width / 2),"
          + "  y: Math.round(top + scrollY + height / 2),"
          + "  colour: mix(getComputedStyle(part).backgroundColor) }; })";

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
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
    // A theme has colours of its own, and nothing else.
    assertThat(axe(COLOURS)).isEmpty();

    browser.resize(PHONE_WIDTH, 844);
    browser.rebuilding(() -> browser.click("#theme"));
    assertThat(browser.js("return document.documentElement.scrollWidth"))
        .as("nothing sticks out of a phone")
        .isEqualTo((long) PHONE_WIDTH);
  }

  /** Parts that scroll sideways are drawn apart from the rest of the page. */
  @Test
  void aPictureOfTheWholePageHasAllRows() throws IOException {
    browser.resize(PHONE_WIDTH, 844);
    openTab("model-calls");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.wholePage()));

    List<?> parts = (List<?>) browser.js(COLOURED_PARTS);
    assertThat(parts).hasSizeGreaterThan(7);
    for (Object one : parts) {
      Map<?, ?> part = (Map<?, ?>) one;
      int painted = picture.getRGB(number(part, "x"), number(part, "y"));
      for (int shift : List.of(16, 8, 0)) {
        assertThat(painted >> shift & 0xff)
            .as("%s at %d", part, shift)
            .isCloseTo(number(part, "colour") >> shift & 0xff, within(3));
      }
    }
  }

  private static int number(Map<?, ?> part, String name) {
    return ((Number) part.get(name)).intValue();
  }

  @Test
  void showsALongChangeBelowItsNumber() {
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
    assertThat(browser.find("#pause").getAttribute("aria-pressed")).isEqualTo("true");
    assertThat(browser.find("#pause").getAttribute("aria-label")).startsWith("Pause");
    openTab("training");
    browser.awaitText("#pause", "paused");
    browser.loading(() -> browser.click("#refresh"));
  }

  private Object focused() {
    return browser.js(
        "return Object.values(Object.assign({}, document.activeElement.dataset)).join()");
  }

  private List<String> axe() throws IOException {
    return axe(Map.of());
  }

  @SuppressWarnings("unchecked")
  private List<String> axe(Map<String, ?> options) throws IOException {
    if (browser.js("return 'axe' in window").equals(false)) {
      try (InputStream script = LookTest.class.getResourceAsStream("/axe.min.js")) {
        browser.js(new String(script.readAllBytes(), UTF_8) + "; window.axe = axe;");
      }
    }
    Object found = browser.asyncJs(AXE, options);
    assertThat(found).isInstanceOf(List.class);
    return (List<String>) found;
  }

  private void openTab(String tab) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
