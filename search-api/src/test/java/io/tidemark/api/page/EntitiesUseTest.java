/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.page.EntitiesTable.PANEL;
import static io.tidemark.api.page.EntitiesTable.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** When the table with all metrics asks, and where its rows lead. */
@Tag("browser")
class EntitiesUseTest extends BrowserTest {

  private static final String LISTEN =
      "window.asked = []; const real = window.fetch;"
          + " window.fetch = (address, given) => {"
          + " window.asked.push(String(address)); return real(address, given); };";

  private final Harbor harbor = Harbor.indexed(api);
  private EntitiesTable table;

  @BeforeEach
  void openTable() {
    table = new EntitiesTable(browser, api);
  }

  /** The first view is not slower for it; a table asks twice, however many rows it has. */
  @Test
  void asksTwiceOnceItIsInSight() {
    table.openAbove(Harbor.TENANT, "model-calls");
    browser.js(LISTEN);
    browser.loading(() -> browser.click("#refresh"));
    assertThat(asked()).isNotEmpty().noneMatch(address -> address.contains("further_metric"));

    browser.js("window.asked.length = 0");
    table.look();
    assertThat(asked()).hasSize(2);
    assertThat(asked()).filteredOn(address -> address.contains("/distribution?")).hasSize(1);
    assertThat(asked()).filteredOn(address -> address.contains("/trend?")).hasSize(1);
  }

  @Test
  void aRowLeadsToTheViewOfThatOne() {
    table.openAbove(Harbor.TENANT, "model-calls&entities=user_id");
    assertThat(browser.js("return document.title")).isEqualTo("Model calls · Tidemark");
    table.look();
    String user = table.column(1).get(1);

    browser.loading(() -> browser.click(ROWS + ":nth-child(2) td:nth-child(3)"));

    assertThat(browser.address()).contains("user_id=" + user);
    assertThat(browser.js("return document.title")).isEqualTo(user + " · Model calls · Tidemark");
    assertThat(browser.texts("main > h1")).containsExactly("Model calls · User " + user);
    assertThat(browser.metric("calls"))
        .isEqualTo(
            String.format(
                Locale.US,
                "%,d",
                harbor
                    .callsInView()
                    .only(hour -> user.equals(hour.dimension("user_id")))
                    .sum("calls")));
    browser.loading(() -> browser.click(".chips > .link"));
    assertThat(browser.js("return document.querySelector('main > h1').className"))
        .isEqualTo("unseen");
  }

  @Test
  void theKeyboardOrdersAndChoosesToo() {
    table.open(Harbor.TENANT, "model-calls&entities=user_id");
    browser.loading(() -> browser.find(PANEL + " [data-sort=failed]").sendKeys(Keys.ENTER));
    table.look();
    browser.loading(
        () -> browser.find(ROWS + ":first-child .name-cell button").sendKeys(Keys.ENTER));
    assertThat(browser.address()).contains("sort=failed", "&user_id=");
  }

  @Test
  void theFocusStaysWhereItWas() {
    table.open(Harbor.TENANT, "model-calls&entities=user_id");
    browser.loading(() -> browser.find(PANEL + " [data-sort=failed]").sendKeys(Keys.ENTER));
    table.look();
    assertThat(browser.js("return document.activeElement.dataset.sort")).isEqualTo("failed");

    browser.js("document.querySelectorAll('" + ROWS + " .name-cell button')[1].focus()");
    browser.js("window.before = document.activeElement");
    browser.loading(() -> browser.pointer().sendKeys("r").perform());
    table.look();
    assertThat(
            browser.js(
                "const row = document.activeElement.closest('"
                    + ROWS
                    + "'); return !window.before.isConnected && row?.sectionRowIndex"))
        .isEqualTo(1L);
  }

  /** Stands in for a server with more models than it prices. */
  @Test
  void theOtherMetricsAreShownWhereTheCostIsRefused() {
    Object script =
        browser.addScript(
            "const real = window.fetch; window.asked = [];"
                + " window.fetch = async (address, given) => {"
                + " const costly = String(address).includes('further_metric=cost');"
                + " if (String(address).includes('further_metric')) { window.asked.push(costly); }"
                + " if (costly) { return new Response(JSON.stringify({"
                + " type: 'urn:tidemark:problem:too-large', limit: 1,"
                + " detail: 'There are more models than can be priced; filter.' }),"
                + " { status: 400 }); }"
                + " return real(address, given); };");
    try {
      table.openAbove(Harbor.TENANT, "model-calls&entities=user_id&sort=cost");
    } finally {
      browser.removeScript(script);
    }
    table.look();
    assertThat(browser.js("return window.asked")).isEqualTo(List.of(true, false));
    assertThat(table.column(1)).hasSize(3);
    assertThat(browser.has(PANEL + " [data-sort=cost]")).isFalse();
  }

  @SuppressWarnings("unchecked")
  private List<String> asked() {
    return (List<String>) browser.js("return window.asked");
  }
}
