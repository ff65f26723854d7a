/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A filter narrows the metrics, and is in the address. */
@Tag("browser")
class FiltersTest extends BrowserTest {

  private static final Pattern PERIOD = Pattern.compile("from=([^&]+)&to=([^&]+)");

  private final Harbor harbor = Harbor.indexed(api);

  @Test
  void severalValuesAndExclusion() {
    openView("?tab=model-calls&zone=UTC");

    pick("model", "gpt-4o", "claude-sonnet");
    Predicate<CallHour> models =
        hour -> List.of("gpt-4o", "claude-sonnet").contains(hour.dimension("model"));
    assertCalls(harbor.callsInView().only(models));
    assertThat(browser.address()).contains("model=gpt-4o", "model=claude-sonnet");

    browser.click("[data-filter=user_id]");
    browser.click(".choice-row[data-value=bob] .without");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));
    assertCalls(
        harbor.callsInView().only(models).only(hour -> !"bob".equals(hour.dimension("user_id"))));
    assertThat(browser.address()).contains("not_user_id=bob");
    assertThat(browser.texts(".chip-text"))
        .containsExactly("Model = gpt-4o", "Model = claude-sonnet", "User ≠ bob");
  }

  @Test
  void aClickElsewhereAppliesTheChoices() {
    openView("?tab=model-calls&zone=UTC");
    chooseInPicker("gpt-4o");
    browser.loading(() -> browser.pointer().moveToElement(browser.find("h2")).click().perform());
    assertThat(browser.address()).contains("model=gpt-4o");
    assertCalls(harbor.callsInView().only(is("model", "gpt-4o")));

    chooseInPicker("gpt-4o");
    chooseInPicker("claude-sonnet");
    browser.loading(() -> browser.click("[data-filter=user_id]"));
    assertCalls(harbor.callsInView().only(is("model", "claude-sonnet")));
  }

  @Test
  void aClickOnAnotherChoiceAppliesBoth() {
    openView("?tab=model-calls&zone=UTC");
    chooseInPicker("gpt-4o");
    browser.loading(() -> browser.click("[data-range='2h']"));
    browser.await("The filter was dropped", () -> browser.address().contains("model=gpt-4o"));
    browser.awaitLoaded();
    assertThat(browser.address()).contains("range=2h");
    assertCalls(
        between("2026-03-12T08:00:00Z", "2026-03-12T11:00:00Z").only(is("model", "gpt-4o")));
  }

  @Test
  void escapeDropsTheChoicesAndNoChangeAsksForNothing() {
    openView("?tab=model-calls&zone=UTC");
    String before = browser.address();
    chooseInPicker("gpt-4o");
    browser.find(".picker-form [type=search]").sendKeys(Keys.ESCAPE);
    browser.await("The window never closed", () -> !browser.shows(".picker-form"));
    Object loaded = browser.js("return document.querySelector('main').dataset.loaded");
    browser.click("[data-filter=model]");
    browser.await("The values never came", () -> browser.has(".choice-row"));
    assertThat(browser.has(".choice-row input:checked")).isFalse();
    browser.pointer().moveToElement(browser.find("h2")).click().perform();
    browser.await("The window never closed", () -> !browser.shows(".picker-form"));

    assertThat(browser.address()).isEqualTo(before);
    assertThat(browser.js("return document.querySelector('main').dataset.loaded"))
        .isEqualTo(loaded);
  }

  @Test
  void aClickElsewhereAppliesAPeriodThatIsOneAndAPresetMeansThePreset() {
    openView("?tab=model-calls&zone=UTC");
    browser.click("[data-range=custom]");
    set("from", "2026-03-12T03:00");
    set("to", "2026-03-12T05:00");
    browser.loading(() -> browser.pointer().moveToElement(browser.find("h2")).click().perform());
    assertCalls(between("2026-03-12T03:00:00Z", "2026-03-12T05:00:00Z"));

    browser.click("[data-range=custom]");
    set("from", "2026-03-12T04:00");
    browser.loading(() -> browser.click("[data-range='12h']"));
    assertThat(browser.address()).contains("range=12h");
    browser.click("[data-range=custom]");
    set("from", "2026-03-12T09:00");
    set("to", "2026-03-12T04:00");
    browser.pointer().moveToElement(browser.find("h2")).click().perform();
    browser.await("The window never closed", () -> !browser.shows(".period-form"));
    assertThat(browser.address()).as("no period").contains("range=12h");
  }

  private void chooseInPicker(String model) {
    if (!browser.shows(".picker-form")) {
      browser.click("[data-filter=model]");
    }
    browser.click(".choice-row[data-value=" + model + "] input");
  }

  @Test
  void valuesAreCountedUnderTheOtherFiltersAndFoundBySearch() {
    openView("?tab=model-calls&zone=UTC&user_id=alice");
    browser.click("[data-filter=model]");

    BruteForce alice = harbor.callsInView().only(is("user_id", "alice"));
    browser.await(
        "The counts never came",
        () ->
            browser
                .texts(".choice-row[data-value=gpt-4o] .choice-count")
                .equals(List.of(whole(alice.only(is("model", "gpt-4o")).sum("calls")))));
    browser.find(".picker-form [type=search]").sendKeys("CLAUDE");
    browser.await(
        "The search never narrowed the values",
        () -> browser.texts(".choice-name").equals(List.of("claude-sonnet")));
  }

  /** The top values are shown at once; the search reaches every value. */
  @ParameterizedTest
  @ValueSource(strings = {"training", "coding-agents"})
  void aUserBeyondTheGreatestIsFoundBySearch(String tab) {
    api.index(Crowd.documents());
    browser.open(
        api.uri()
            + "/?zone=UTC&tab="
            + tab
            + "#token="
            + api.tokens().superAdmin(Crowd.TENANT, "root"));
    browser.click("[data-filter=user_id]");
    browser.awaitText(".picker-form .note", "There are more; search for them.");
    assertThat(browser.has(".choice-row[data-value='" + Crowd.LAST + "']")).isFalse();

    browser.find(".picker-form [type=search]").sendKeys(Crowd.LAST);
    browser.click(".choice-row[data-value='" + Crowd.LAST + "'] input");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));
    assertThat(browser.metric("users")).isEqualTo("1");
  }

  @Test
  void aLinkShowsTheSameToSomebodyElse() {
    openView("?tab=model-calls&zone=Asia%2FTokyo");
    pick("model", "gpt-4o");
    browser.loading(() -> browser.choose("[data-panel=trend] select[name=metric]", "failed"));
    String link = browser.address();

    browser.fresh(api.uri());
    openView(link);

    assertThat(browser.address()).isEqualTo(link);
    assertCalls(harbor.callsInView().only(is("model", "gpt-4o")));
    assertThat(browser.find("[data-panel=trend] select[name=metric]").getAttribute("value"))
        .isEqualTo("failed");
    assertThat(browser.find("#zone").getAttribute("value")).isEqualTo("Asia/Tokyo");
  }

  @Test
  void backAndForwardGoThroughTheViews() {
    openView("?tab=model-calls&zone=UTC");
    pick("model", "gpt-4o");
    browser.loading(() -> browser.click("nav [data-tab=comfyui]"));
    assertThat(browser.address()).doesNotContain("model=");

    browser.loading(browser::back);
    assertCalls(harbor.callsInView().only(is("model", "gpt-4o")));
    browser.loading(browser::back);
    assertCalls(harbor.callsInView());
    browser.loading(browser::forward);
    assertCalls(harbor.callsInView().only(is("model", "gpt-4o")));
  }

  @Test
  void aFilterCanBeRemovedAndAValueOfAListChosen() {
    openView("?tab=model-calls&zone=UTC&model=gpt-4o&not_user_id=bob");

    browser.loading(() -> browser.click("[data-chip=not_user_id] button"));
    assertCalls(harbor.callsInView().only(is("model", "gpt-4o")));
    assertThat(browser.js("return document.activeElement.closest('[data-chip]')?.dataset.chip"))
        .as("the next chip has the focus")
        .isEqualTo("model");
    browser.loading(() -> browser.click(".chips > .link"));
    assertCalls(harbor.callsInView());
    assertThat(browser.js("return document.activeElement === document.querySelector('.picker')"))
        .as("the first filter has the focus")
        .isEqualTo(true);
    browser.loading(
        () -> browser.click("[data-panel=top-user_id] tbody tr:first-child .name-cell button"));
    assertThat(browser.address()).contains("user_id=");
  }

  @Test
  void everyPeriodHasItsHours() {
    openView("?tab=model-calls&zone=UTC");

    browser.loading(() -> browser.click("[data-range='2h']"));
    assertCalls(between("2026-03-12T08:00:00Z", "2026-03-12T11:00:00Z"));
    browser.loading(() -> browser.click("[data-range='30d']"));
    assertCalls(new BruteForce(harbor.calls));
    assertThat(browser.texts("[data-metric=calls] .change"))
        .as("there is no period before all that is kept")
        .containsExactly("");
    assertThat(browser.find("[data-panel=trend] select[name=interval]").getAttribute("value"))
        .isEqualTo("day");
  }

  @Test
  void periodsOfTheCalendarHaveDaysWeeksAndMonths() {
    openView("?tab=model-calls&zone=UTC");

    choosePeriod("today");
    assertCalls(between("2026-03-12T00:00:00Z", "2026-03-12T11:00:00Z"));
    choosePeriod("13m");
    assertCalls(new BruteForce(harbor.calls));
    assertThat(browser.address()).contains("range=13m");
    assertThat(browser.find("[data-panel=trend] select[name=interval]").getAttribute("value"))
        .isEqualTo("month");
    browser.loading(() -> browser.choose("[data-panel=trend] select[name=interval]", "week"));
    assertThat(browser.address()).contains("interval=week");
  }

  @Test
  void saysFromWhenOnALongPeriodIsComplete() {
    openView("?tab=training&zone=UTC&range=30d");
    assertThat(browser.texts(".complete-from")).isEmpty();

    choosePeriod("90d");

    assertThat(browser.texts(".complete-from")).containsExactly("Complete from 02/11 00:00");
  }

  private void choosePeriod(String name) {
    browser.loading(() -> browser.choose("[data-range=calendar]", name));
  }

  @Test
  void aPeriodIsChosenOnTheClockOfTheZone() {
    openView("?tab=model-calls&zone=Asia%2FShanghai");
    browser.click("[data-range=custom]");
    set("from", "2026-03-11T20:00");
    set("to", "2026-03-12T08:00");
    browser.loading(() -> browser.click(".period-form [type=submit]"));

    assertCalls(between("2026-03-11T12:00:00Z", "2026-03-12T00:00:00Z"));
    assertThat(browser.texts("[data-range=custom]")).containsExactly("03/11 20:00 – 03/12 08:00");
  }

  @Test
  void aPeriodThatIsNotKeptIsRefusedAtOnce() {
    openView("?tab=model-calls&zone=UTC");
    browser.click("[data-range=custom]");
    set("from", "2025-01-01T00:00");
    browser.click(".period-form [type=submit]");

    browser.awaitText(
        ".period-form [role=alert]",
        "The start must be before the end, and within the last 400 days.");
  }

  @Test
  void draggingOverAChartZooms() {
    openView("?tab=model-calls&zone=UTC");
    WebElement chart = browser.find("[data-panel=trend] .chart");
    browser.loading(
        () ->
            browser
                .pointer()
                .moveToElement(chart, -200, 40)
                .clickAndHold()
                .moveByOffset(150, 0)
                .moveByOffset(150, 0)
                .release()
                .perform());

    Matcher period = PERIOD.matcher(browser.address().replace("%3A", ":"));
    assertThat(period.find()).as(browser.address()).isTrue();
    Instant from = Instant.parse(period.group(1));
    Instant to = Instant.parse(period.group(2));
    assertThat(from).isAfter(Harbor.FROM);
    assertThat(to).isBefore(Harbor.TO);
    assertThat(Duration.between(from, to)).as("300 pixels").isGreaterThan(Duration.ofHours(4));
    assertCalls(new BruteForce(harbor.calls).between(from, to));
    browser.loading(browser::back);
    assertCalls(harbor.callsInView());
  }

  private void openView(String search) {
    browser.open(api.uri() + "/" + search.replaceFirst("^/", "") + "#token=" + token());
  }

  private String token() {
    return api.tokens().superAdmin(Harbor.TENANT, "root");
  }

  private void pick(String field, String... values) {
    browser.click("[data-filter=" + field + "]");
    for (String value : values) {
      browser.click(".choice-row[data-value='" + value + "'] input");
    }
    browser.loading(() -> browser.click(".picker-form [type=submit]"));
  }

  /** As if it was typed; the keys for it depend on the language of the browser. */
  private void set(String field, String time) {
    browser.js("arguments[0].value = arguments[1]", browser.find("[name=" + field + "]"), time);
  }

  private BruteForce between(String from, String to) {
    return new BruteForce(harbor.calls).between(Instant.parse(from), Instant.parse(to));
  }

  private void assertCalls(BruteForce expected) {
    assertThat(browser.metric("calls")).isEqualTo(whole(expected.sum("calls")));
    assertThat(browser.metric("input_tokens")).isEqualTo(whole(expected.sum("input_tokens")));
  }

  private static Predicate<CallHour> is(String dimension, String value) {
    return hour -> value.equals(hour.dimension(dimension));
  }

  private static String whole(long value) {
    return String.format(Locale.US, "%,d", value);
  }
}
