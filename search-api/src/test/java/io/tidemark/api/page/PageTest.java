/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser. */
class PageTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private LiveApi api;
  private long calls;
  private ChromeDriver browser;

  @BeforeEach
  void open(@TempDir Path profile) {
    assumeTrue(
        Files.exists(CHROMIUM) && Files.exists(DRIVER), "chromium and chromium-driver are absent");
    api = LiveApi.shared();
    calls =
        new BruteForce(CallHours.indexed(api))
            .tenant(CallHours.TENANT)
            .between(Instant.parse("2026-03-11T10:00:00Z"), Instant.parse("2026-03-12T11:00:00Z"))
            .sum("calls");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void aSignInLinkShowsTheRightNumbersAndLeavesNoTokenInTheAddress() {
    browser.get(api.uri() + "/#token=" + api.tokens().superAdmin(CallHours.TENANT, "root"));

    await("[data-figure=calls] strong", String.format(Locale.US, "%,d", calls));
    assertThat(browser.getCurrentUrl()).isEqualTo(api.uri() + "/");
    assertThat(browser.findElement(By.id("who")).getText()).isEqualTo("acme · root · super-admin");
    waiting().until(b -> !browser.findElements(By.cssSelector("#trend canvas")).isEmpty());
    new Select(browser.findElement(By.id("group-by"))).selectByValue("model");
    new Select(browser.findElement(By.id("metric"))).selectByValue("latency_ms.p95");
    waiting()
        .until(
            b ->
                api.proxy().sent().stream()
                    .anyMatch(sent -> sent.body().contains("\"series\":{\"filters\"")));
    assertNothingWasBlocked();
  }

  @Test
  void theLanguageChangesEveryText() {
    browser.get(api.uri() + "/#token=" + api.tokens().superAdmin(CallHours.TENANT, "root"));
    await("[data-figure=calls] span", "Calls");

    new Select(browser.findElement(By.id("language"))).selectByValue("zh");

    await("[data-figure=calls] span", "调用次数");
    await("#sign-out", "退出");
    assertNothingWasBlocked();
  }

  @Test
  void aBadTokenLeadsBackToTheForm() {
    browser.get(api.uri() + "/#token=nonsense");

    await("#problem", "The token is not valid, or no longer. Sign in again.");
    assertThat(browser.findElement(By.id("sign-in")).isDisplayed()).isTrue();
    browser.findElement(By.id("token")).sendKeys(api.tokens().member(CallHours.TENANT, "alice"));
    browser.findElement(By.cssSelector("#sign-in button")).click();
    await("#who", "acme · alice");
  }

  private void await(String selector, String text) {
    waiting()
        .withMessage(() -> selector + " never read " + text)
        .until(
            b ->
                browser.findElements(By.cssSelector(selector)).stream()
                    .anyMatch(element -> element.getText().equals(text)));
  }

  private WebDriverWait waiting() {
    WebDriverWait waiting = new WebDriverWait(browser, LIMIT);
    waiting.ignoring(org.openqa.selenium.StaleElementReferenceException.class);
    return waiting;
  }

  /** The content policy reports what it stops on the console. */
  private void assertNothingWasBlocked() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .noneMatch(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue());
  }
}
