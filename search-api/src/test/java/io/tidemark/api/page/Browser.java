/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, one for all tests of the page. What is on the page comes as text. */
final class Browser {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Every request of the view is answered, and no panel waits. */
  static final String LOADED =
      "return Boolean(document.querySelector('main[data-loaded]'))"
          + " && !document.querySelector('[aria-busy=true]')";

  private static final String LOADED_AGAIN =
      "return String(document.querySelector('main')?.dataset.loaded) !== arguments[0]";

  /** Says as soon as a condition holds, or after a second in which it never did. */
  private static final String LOOK =
      "const given = [...arguments]; const done = given.pop();"
          + "const end = performance.now() + 1000;"
          + "const holds = function () { %s };"
          + "(function look() { const held = holds(...given);"
          + "  if (held || performance.now() > end) { done(held); } else { setTimeout(look, 20); }"
          + "})()";

  private static Browser shared;

  private final ChromeDriver driver;
  private final Downloads downloads;

  private Browser() {
    downloads = Downloads.createFolder();
    driver = Chromium.start();
  }

  /** The one that all tests use. Where there is no Chromium, the test does not run. */
  static synchronized Browser shared() {
    assumeTrue(Chromium.isInstalled(), "chromium and chromium-driver are absent");
    if (shared == null) {
      shared = new Browser();
    }
    return shared;
  }

  /** Leaves the page of the shared browser, if a test has started one. */
  static synchronized void leavePage() {
    if (shared != null) {
      shared.driver.get("about:blank");
    }
  }

  /** Forgets what a test before left: storage, logs, files, size. Shows a picture of the site. */
  Browser fresh(URI site) {
    driver.get(site + "/favicon.svg");
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", site.toString(), "storageTypes", "all"));
    // The session storage of a tab is not among them.
    js("sessionStorage.clear(); localStorage.clear()");
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.folder().toString()));
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    emulate("prefers-color-scheme", "light");
    driver.manage().logs().get(LogType.BROWSER);
    forgetFiles();
    return this;
  }

  /** The tab that everything happens in. */
  String tab() {
    return driver.getWindowHandle();
  }

  void switchTo(String tab) {
    driver.switchTo().window(tab);
  }

  /** Goes on in one more tab, which has nothing of the others. */
  String openTab() {
    driver.switchTo().newWindow(WindowType.TAB);
    return tab();
  }

  /** Clicks with the control key, and continues in the tab that this opens. */
  void clickIntoNewTab(String selector) {
    Set<String> before = driver.getWindowHandles();
    pointer().keyDown(Keys.CONTROL).click(find(selector)).keyUp(Keys.CONTROL).perform();
    await("No tab opened", () -> driver.getWindowHandles().size() > before.size());
    switchTo(
        driver.getWindowHandles().stream()
            .filter(tab -> !before.contains(tab))
            .findFirst()
            .orElseThrow());
  }

  /** Closes all tabs but one, and continues there. */
  void closeAllTabsBut(String kept) {
    for (String tab : driver.getWindowHandles()) {
      if (!tab.equals(kept)) {
        driver.switchTo().window(tab);
        driver.close();
      }
    }
    switchTo(kept);
  }

  /** Goes to an address, whatever comes. */
  void go(String address) {
    if (driver.getCurrentUrl().split("#", 2)[0].equals(address.split("#", 2)[0])) {
      // Another hash alone loads nothing.
      driver.get("about:blank");
    }
    driver.get(address);
  }

  /** Goes to an address and waits until all of its view is there. */
  void open(String address) {
    go(address);
    awaitLoaded();
  }

  /** Goes to another view of the open page, as a link within it does. */
  void follow(String view) {
    js(
        "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))",
        view);
  }

  /** Waits until every panel shows its answer. */
  void awaitLoaded() {
    awaitInPage("The view never finished loading", LOADED);
  }

  /** Waits within the page: each question from here is work for three processes. */
  private void awaitInPage(String message, String condition, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(LIMIT);
    waiting()
        .withMessage(message)
        // The page was left meanwhile.
        .ignoring(JavascriptException.class)
        .until(b -> driver.executeAsyncScript(LOOK.formatted(condition), arguments));
  }

  /** Does something that asks for answers, and waits for them. */
  void loading(Runnable action) {
    Object before = js("return String(document.querySelector('main').dataset.loaded)");
    action.run();
    awaitInPage("The view never loaded again", LOADED_AGAIN, before);
    awaitLoaded();
  }

  /** Runs an action that rebuilds the page, and waits for the answers of the new one. */
  void rebuilding(Runnable action) {
    js("document.querySelector('main').dataset.before = ''");
    action.run();
    waiting().withMessage("The page was never rebuilt").until(b -> !has("main[data-before]"));
    awaitLoaded();
  }

  /** The result of a script: a Boolean, Long, Double, String, List or Map. */
  Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The result of a script that calls the function it gets as its last argument. */
  Object asyncJs(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(LIMIT);
    return driver.executeAsyncScript(script, arguments);
  }

  WebElement find(String selector) {
    return waiting()
        .withMessage("There never was a " + selector)
        .until(
            b -> driver.findElements(By.cssSelector(selector)).stream().findFirst().orElse(null));
  }

  boolean has(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  boolean shows(String selector) {
    return (Boolean)
        js(
            "return [...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())",
            selector);
  }

  /** Waits for a shown element, and clicks it. */
  void click(String selector) {
    waiting()
        .withMessage("Could never click " + selector)
        .until(
            b -> {
              find(selector).click();
              return true;
            });
  }

  void choose(String selector, String value) {
    new Select(find(selector)).selectByValue(value);
  }

  /** The texts of all elements, in order; the title instead where there is one. */
  @SuppressWarnings("unchecked")
  List<String> exactTexts(String selector) {
    return (List<String>)
        js(
            "return [...document.querySelectorAll(arguments[0])]"
                + ".map(e => (e.querySelector('[title]')?.title || e.title || e.innerText).trim())",
            selector);
  }

  /** The texts of all elements as they are shown. */
  @SuppressWarnings("unchecked")
  List<String> texts(String selector) {
    return (List<String>)
        js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())",
            selector);
  }

  void awaitText(String selector, String text) {
    waiting()
        .withMessage(() -> selector + " never read " + text + ", but " + texts(selector))
        .until(b -> texts(selector).contains(text));
  }

  void await(String what, Supplier<Boolean> condition) {
    waiting().withMessage(what).until(b -> condition.get());
  }

  /** The exact value of a card. */
  String metric(String name) {
    return find("[data-metric='" + name + "'] .number").getAttribute("title");
  }

  /** The view of the address, without the host. */
  String address() {
    String all = driver.getCurrentUrl();
    return all.substring(all.indexOf('/', "http://".length()));
  }

  void back() {
    driver.navigate().back();
  }

  void forward() {
    driver.navigate().forward();
  }

  Actions pointer() {
    return new Actions(driver);
  }

  /** The size of a phone, or of any other screen. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
  }

  /**
   * A picture of the whole page. The screen is as high as the page meanwhile, because panels that
   * are out of sight do not ask.
   */
  byte[] wholePage() {
    int width = pixels("innerWidth");
    int height = pixels("innerHeight");
    try {
      while (pixels("document.documentElement.scrollHeight") > pixels("innerHeight")) {
        resize(width, pixels("document.documentElement.scrollHeight"));
        await("A panel in sight never asked", () -> !has("[data-waiting]"));
        awaitLoaded();
      }
      Object picture =
          driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")).get("data");
      return Base64.getDecoder().decode((String) picture);
    } finally {
      resize(width, height);
    }
  }

  private int pixels(String size) {
    return ((Number) js("return " + size)).intValue();
  }

  /** Whether files that the browser kept are used. */
  void useCache(boolean used) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", !used));
  }

  /** Fails requests of addresses with these patterns, in place of those of the last call. */
  void blockUrls(String... patterns) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
  }

  /** Runs a script before those of each page from now on; returns its id. */
  Object addScript(String source) {
    return driver
        .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
        .get("identifier");
  }

  /** Ends {@link #addScript}. */
  void removeScript(Object id) {
    driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
  }

  /** Sets a feature of the screen, and looks at the screen again after {@link #emulatePrint}. */
  void emulate(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("media", "", "features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Shows the page as it is printed. */
  void emulatePrint() {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** Downloads from here on are new ones. */
  void forgetFiles() {
    downloads.deleteAll();
  }

  /** Waits for a finished download with this ending, and reads it. */
  byte[] download(String ending) {
    await("No file *." + ending + " came", () -> downloads.find(ending) != null);
    try {
      return Files.readAllBytes(downloads.find(ending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> fileNames() {
    return downloads.list().stream().map(file -> file.getFileName().toString()).toList();
  }

  /** The content policy reports what it stops on the console, and scripts their faults. */
  void assertNothingWentWrong() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> !entry.getMessage().contains("/favicon.ico"))
        .noneMatch(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue());
  }

  WebDriverWait waiting() {
    WebDriverWait waiting = new WebDriverWait(driver, LIMIT, Duration.ofMillis(50));
    waiting.ignoring(StaleElementReferenceException.class);
    waiting.ignoring(org.openqa.selenium.ElementNotInteractableException.class);
    return waiting;
  }
}
