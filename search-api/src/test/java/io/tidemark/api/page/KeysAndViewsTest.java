/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What single keys do, and views that are kept in the browser. */
@Tag("browser")
class KeysAndViewsTest extends BrowserTest {

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    openTab("model-calls", "root");
  }

  @Test
  void keysGoThroughPeriodsAndTabs() {
    press("]");
    assertThat(browser.address()).as("no later period has begun").contains("range=1d");

    browser.loading(() -> press("["));
    assertThat(browser.address().replace("%3A", ":"))
        .contains("from=2026-03-10T10:00:00.000Z&to=2026-03-11T11:00:00.000Z");
    browser.loading(() -> press("]"));
    assertThat(browser.address().replace("%3A", ":"))
        .as("the running hour has no end yet")
        .contains("from=2026-03-11T10:00:00.000Z")
        .doesNotContain("&to=");
    browser.loading(() -> press("0"));
    assertThat(browser.address()).contains("tab=alerts");
    browser.loading(() -> press("2"));
    assertThat(browser.address()).contains("tab=comfyui");
    browser.loading(() -> press("r"));
    press("p");
    browser.awaitText("#pause", "paused");
  }

  @Test
  void aMonthFollowsAMonth() {
    browser.open(api.uri() + "/?zone=UTC#token=" + api.tokens().member(Harbor.TENANT, "alice"));
    browser.loading(() -> browser.choose("[data-range=calendar]", "this_month"));
    // Keys choose in a list while that has the focus.
    browser.js("document.activeElement.blur()");
    browser.loading(() -> press("["));
    assertThat(browser.address().replace("%3A", ":"))
        .contains("from=2026-02-01T00:00:00.000Z&to=2026-03-01T00:00:00.000Z");
    browser.loading(() -> press("["));
    assertThat(browser.address().replace("%3A", ":"))
        .contains("from=2026-01-01T00:00:00.000Z&to=2026-02-01T00:00:00.000Z");
  }

  @Test
  void noPeriodIsShownOfWhichNothingIsKept() {
    String token = api.tokens().member(Harbor.TENANT, "alice");
    browser.open(api.uri() + "/?zone=UTC&range=13m#token=" + token);
    press("[");
    assertThat(browser.address()).contains("range=13m");
  }

  @Test
  void thirtyDaysFollowThirtyDays() {
    String token = api.tokens().member(Harbor.TENANT, "alice");
    browser.open(api.uri() + "/?zone=UTC&range=30d#token=" + token);
    browser.loading(() -> press("["));
    assertThat(browser.address().replace("%3A", ":"))
        .contains("from=2026-01-12T00:00:00.000Z&to=2026-02-11T00:00:00.000Z");
  }

  @Test
  void keysAreThoseOfAFieldWhereOneTypes() {
    press("/");
    browser.await("The values never came", () -> browser.has(".choice-row"));
    assertThat(browser.find(".picker[aria-expanded=true]").getAttribute("data-filter"))
        .isEqualTo(browser.find(".picker").getAttribute("data-filter"));
    browser.find(".picker-form [type=search]").sendKeys("r[2?");
    assertThat(browser.find(".picker-form [type=search]").getAttribute("value")).isEqualTo("r[2?");
    browser.find(".picker-form [type=search]").sendKeys(Keys.ESCAPE);

    assertThat(browser.address()).contains("tab=model-calls", "range=1d");
    assertThat(browser.has("dialog.shortcuts")).isFalse();
    for (Keys held : List.of(Keys.CONTROL, Keys.ALT, Keys.META)) {
      browser.pointer().keyDown(held).sendKeys("2").keyUp(held).perform();
      assertThat(browser.address()).as(held.name()).contains("tab=model-calls");
    }
    for (String state : List.of("repeat", "isComposing")) {
      browser.js(
          "document.body.dispatchEvent(new KeyboardEvent('keydown',"
              + " { key: '2', bubbles: true, [arguments[0]]: true }))",
          state);
      assertThat(browser.address()).as(state).contains("tab=model-calls");
    }
  }

  @Test
  void keysEndWithTheSession() {
    browser.click("#sign-out");
    browser.find("#sign-in");
    browser.js("document.activeElement.blur()");
    press("?");
    assertThat(browser.has("dialog.shortcuts")).isFalse();
  }

  @Test
  void theListOfKeysOpensAndTurnsThemOff() {
    press("?");
    browser.await("The list never came", () -> browser.shows("dialog.shortcuts"));
    assertThat(browser.texts("dialog.shortcuts dt")).contains("[", "]", "r", "/", "?");
    assertThat(browser.texts("dialog.shortcuts dd")).hasSize(8).contains("Earlier period");
    press("2");
    assertThat(browser.address()).as("a window is open").contains("tab=model-calls");
    browser.click("dialog.shortcuts [type=checkbox]");
    browser.click("dialog.shortcuts header button");

    press("2");
    press("?");
    assertThat(browser.shows("dialog.shortcuts")).isFalse();
    assertThat(browser.address()).contains("tab=model-calls");
    browser.click("#keys");
    browser.await("The list never came", () -> browser.shows("dialog.shortcuts"));
    assertThat(browser.has("dialog.shortcuts :checked")).isFalse();
  }

  @Test
  void aViewIsSavedOpenedAndDeleted() {
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls&model=gpt-4o&metric=failed");
    save("failed calls of gpt-4o");
    assertThat(browser.texts(".saved-views a")).containsExactly("failed calls of gpt-4o");
    assertThat(browser.js("return localStorage.getItem('tidemark.views')").toString())
        .contains("model=gpt-4o")
        .doesNotContain("token", "eyJ");

    openTab("status", "root");
    press("v");
    browser.js("window.kept = true");
    browser.loading(() -> browser.click(".saved-views a"));
    assertThat(browser.address()).contains("tab=model-calls", "model=gpt-4o", "metric=failed");
    assertThat(browser.js("return window.kept")).as("without loading the page again").isNotNull();
    assertThat(browser.shows(".saved-views")).isFalse();

    browser.click("#views");
    browser.find("[name=view]").sendKeys("  another ", Keys.ENTER);
    browser.awaitText(".saved-views a", "another");
    assertThat(browser.texts(".saved-views a"))
        .containsExactly("another", "failed calls of gpt-4o");
    browser.click(".saved-views li:nth-child(2) button");
    browser.await("The view stayed", () -> browser.texts(".saved-views a").size() == 1);
    openTab("status", "root");
    browser.click("#views");
    browser.awaitText(".saved-views a", "another");
    assertThat(browser.texts(".saved-views a")).hasSize(1);
  }

  @Test
  void theLinkToAViewIsCopied() {
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls&model=gpt-4o&metric=failed");
    browser.js(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => {"
            + " window.copied = text; return Promise.resolve(); } } })");
    press("v");
    browser.click("[data-tool=copy-link]");
    browser.awaitText("[data-tool=copy-link]", "Copied");

    String link = browser.js("return window.copied").toString();
    assertThat(link)
        .isEqualTo(api.uri() + browser.address())
        .contains("model=gpt-4o")
        .doesNotContain("token");
  }

  /** Pages without TLS have no clipboard. */
  @Test
  void theLinkIsSelectedWhereThereIsNoClipboard() {
    browser.js("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    press("v");
    browser.click("[data-tool=copy-link]");
    browser.awaitText("[data-tool=copy-link]", "Copied");

    assertThat(
            browser.js(
                "const field = document.activeElement;"
                    + " return field.value.slice(field.selectionStart, field.selectionEnd)"))
        .isEqualTo(api.uri() + browser.address());
  }

  @Test
  void aBlankNameIsNone() {
    browser.click("#views");
    browser.find("[name=view]").sendKeys("  ", Keys.ENTER);
    assertThat(browser.js("return localStorage.getItem('tidemark.views')")).isNull();
  }

  @Test
  void aNameIsUsedOnceAndByOnePerson() {
    save("mine");
    browser.find("[name=view]").sendKeys(Keys.ESCAPE);
    browser.loading(() -> browser.click("nav [data-tab=training]"));
    save("mine");
    assertThat(browser.texts(".saved-views a")).containsExactly("mine");
    assertThat(browser.find(".saved-views a").getAttribute("href")).contains("tab=training");

    openTab("status", "somebody-else");
    save("theirs");
    assertThat(browser.texts(".saved-views a")).containsExactly("theirs");
    openTab("status", "root");
    browser.click("#views");
    browser.find("[name=view]");
    assertThat(browser.texts(".saved-views a")).containsExactly("mine");
  }

  @Test
  void ignoresViewsThatSomethingElseWrote() {
    String person = "{\"[\\\"harbor\\\",\\\"root\\\"]\":";
    String code = "{\"name\":\"code\",\"address\":\"javascript:alert(1)\"}";
    String number = "{\"name\":1,\"address\":\"?tab=status\"}";
    for (String kept :
        List.of("no JSON", "[1]", person + "1}", person + "[" + code + "," + number + ",null]}")) {
      browser.js("localStorage.setItem('tidemark.views', arguments[0])", kept);
      openTab("status", "root");
      save("kept");
      assertThat(browser.texts(".saved-views a")).as(kept).containsExactly("kept");
    }
  }

  @Test
  void oneViewTooManyIsRefused() {
    save("v1");
    browser.js(
        "const all = JSON.parse(localStorage.getItem('tidemark.views'));"
            + " const [[person, [one]]] = Object.entries(all);"
            + " localStorage.setItem('tidemark.views', JSON.stringify({ [person]:"
            + " [...Array(50).keys()].map(at => ({ ...one, name: 'v' + (at + 1) })) }))");
    browser.find("[name=view]").sendKeys("v51", Keys.ENTER);
    browser.awaitText(
        ".popover [role=alert]", "Not saved: 50 views are kept already. Delete one first.");
    assertThat(browser.texts(".saved-views a")).hasSize(50).contains("v1").doesNotContain("v51");
    assertThat(browser.find("[name=view]").getAttribute("value")).isEqualTo("v51");

    browser.find("[name=view]").clear();
    browser.find("[name=view]").sendKeys("v50", Keys.ENTER);
    browser.await("The fault stayed", () -> !browser.shows(".popover [role=alert]"));
    assertThat(browser.texts(".saved-views a")).as("in place of the one").hasSize(50);
  }

  @Test
  void saysThatTheBrowserKeepsNothing() {
    save("kept");
    browser.js("Storage.prototype.setItem = () => { throw new DOMException('full'); }");
    String fault = "Not saved: the storage of this browser is full or off.";
    browser.find("[name=view]").sendKeys("lost", Keys.ENTER);
    browser.awaitText(".popover [role=alert]", fault);
    browser.click(".saved-views button");
    browser.awaitText(".popover [role=alert]", fault);
    assertThat(browser.texts(".saved-views a")).containsExactly("kept");
  }

  private void save(String name) {
    browser.click("#views");
    browser.find("[name=view]").sendKeys(name, Keys.ENTER);
    browser.awaitText(".saved-views a", name);
  }

  private void press(String key) {
    browser.pointer().sendKeys(key).perform();
  }

  private void openTab(String tab, String user) {
    String token = api.tokens().superAdmin(Harbor.TENANT, user);
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
