/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person sees it, in a headless Chromium. */
final class PageReader implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LOADED =
      "return Boolean(document.querySelector('main[data-loaded]'))"
          + " && !document.querySelector('[aria-busy=true]')";

  private static final String TEXTS =
      "return [...document.querySelectorAll(arguments[0])]"
          + ".map(e => (e.querySelector('[title]')?.title || e.title || e.innerText).trim())";

  private final ChromeDriver driver;

  /**
   * Starts Chromium. Where there is none, the test does not run.
   *
   * @param profile an empty folder
   */
  PageReader(Path profile) {
    assumeTrue(
        Files.exists(CHROMIUM) && Files.exists(DRIVER), "chromium and chromium-driver are absent");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--lang=en-US",
        "--window-size=1360,1000",
        "--user-data-dir=" + profile);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
  }

  /** Opens a tab in English over more than all that was sent, and waits until it is loaded. */
  void open(URI site, String tab, String token) {
    // A page that differs in nothing but its fragment would not be loaded again.
    driver.get("about:blank");
    driver.get(site.resolve("/?tab=" + tab + "&range=3d&zone=UTC#token=" + token).toString());
    new WebDriverWait(driver, LIMIT)
        .withMessage("The view never finished loading")
        .until(unused -> (Boolean) driver.executeScript(LOADED));
  }

  /** The exact metrics of cards by name, as the page shows them. */
  Map<String, String> cards(URI site, String tab, String token, List<String> metrics) {
    open(site, tab, token);
    return metrics.stream().collect(Collectors.toMap(Function.identity(), this::card));
  }

  /** The address that is shown, which a person may copy. */
  String address() {
    return driver.getCurrentUrl();
  }

  /** Shows a panel's chart as a table, as its button does. */
  void showTable(String panel) {
    driver.findElement(By.cssSelector("[data-panel='" + panel + "'] [data-tool=table]")).click();
  }

  /** The texts of elements, of metrics that are shown short the exact ones. */
  @SuppressWarnings("unchecked") // A list in JavaScript is one here.
  List<String> texts(String selector) {
    return (List<String>) driver.executeScript(TEXTS, selector);
  }

  private String card(String metric) {
    return driver
        .findElement(By.cssSelector(".card[data-metric='" + metric + "'] .number"))
        .getDomAttribute("title");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
