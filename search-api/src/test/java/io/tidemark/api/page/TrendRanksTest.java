/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many groups trend and distribution show, and which are the greatest. */
@Tag("browser")
class TrendRanksTest extends BrowserTest {

  private static final String TREND = "[data-panel=trend]";

  private final Harbor harbor = Harbor.indexed(api);

  @Test
  void theGreatestGroupsAreAsManyAsChosenAndRankedAsChosen() {
    openTrend("&group=model&metric=latency_ms.p95&top=5&rank=failed");
    assertThat(browser.find(TREND + " [name=top]").getAttribute("value")).isEqualTo("5");
    browser.click(TREND + " [data-tool=table]");
    List<String> byFailed =
        Harbor.MODELS.stream()
            .sorted(
                Comparator.comparing(this::failedOf)
                    .reversed()
                    .thenComparing(Comparator.<String>naturalOrder()))
            .toList();
    assertThat(browser.texts(TREND + " th").subList(1, 4)).isEqualTo(byFailed);
    browser.click(TREND + " [data-tool=csv]");
    browser.download("csv");
    assertThat(browser.fileNames()).singleElement().asString().contains("top-5-ranked-by-failed");

    browser.loading(() -> browser.choose(TREND + " [name=group]", "none"));
    assertThat(browser.shows(TREND + " [name=top]")).as("a whole has no parts").isFalse();
    assertThat(browser.shows(TREND + " [name=rank]")).isFalse();
  }

  private Long failedOf(String model) {
    return harbor.callsInView().only(hour -> model.equals(hour.dimension("model"))).sum("failed");
  }

  @Test
  void chartsPutTogetherTheRestOfManyGroups() {
    api.index(Crowd.documents());
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=training&group=user_id&top=20#token="
            + api.tokens().superAdmin(Crowd.TENANT, "root"));
    browser.click(TREND + " [data-tool=table]");
    List<String> heads = browser.texts(TREND + " th");
    assertThat(heads).hasSize(22).endsWith("All others");
    assertThat(heads.get(20)).isEqualTo("user-019");

    browser.loading(() -> browser.choose(TREND + " [name=top]", "5"));
    assertThat(browser.texts(TREND + " th")).hasSize(7);
    assertThat(browser.address()).contains("top=5");
  }

  @Test
  void theRingHasAsManyPartsAsChosen() {
    openTrend("&by=user_id");
    browser.loading(() -> browser.choose("[data-panel=distribution] [name=parts]", "20"));
    assertThat(browser.address()).contains("parts=20");
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".filter(one => one.includes('/distribution?')"
                    + " && one.includes('limit=20')).length"))
        .isEqualTo(1L);
  }

  @Test
  void aSecondMetricAndASubgroupDivideTheWholeOfBoth() {
    openTrend("&share=input_tokens&beside=output_tokens&by=model&sub=user_id&parts=5");
    List<Pair> pairs = rankedPairs();
    List<Pair> greatest = pairs.subList(0, 5);
    String panel = "[data-panel=distribution] ";
    assertThat(browser.texts(panel + ".list th"))
        .containsExactly("Model · User", "Input tokens", "Output tokens", "Share");
    assertThat(browser.texts(panel + ".list td:first-child"))
        .startsWith(
            greatest.stream().map(pair -> pair.model + " · " + pair.user).toArray(String[]::new))
        .endsWith("All others");
    assertThat(browser.exactTexts(panel + ".list td:nth-child(2)"))
        .containsExactlyElementsOf(withRest(pairs, Pair::input));
    assertThat(browser.exactTexts(panel + ".list td:nth-child(3)"))
        .containsExactlyElementsOf(withRest(pairs, Pair::output));
    assertThat(browser.find(panel + ".chart").getAttribute("aria-label"))
        .startsWith("Input tokens · Model · User / Output tokens: ");

    browser.click(panel + "[data-tool=csv]");
    assertThat(new String(browser.download("csv"), UTF_8))
        .startsWith(
            "\ufeffModel · User,Input tokens · Model · User,Output tokens,share,provisional")
        .contains("All others,");
    assertThat(browser.fileNames())
        .singleElement()
        .asString()
        .contains("input_tokens-beside-output_tokens-by-model-and-user_id");

    browser.loading(() -> browser.click(panel + ".list tbody tr:first-child button"));
    assertThat(browser.texts(".chip-text"))
        .containsExactlyInAnyOrder(
            "Model = " + greatest.get(0).model, "User = " + greatest.get(0).user);
  }

  @Test
  void comparesOnlyMetricsOfOneUnit() {
    openTrend("&share=calls&beside=input_tokens");
    String panel = "[data-panel=distribution] ";
    assertThat(browser.find(panel + "[name=beside]").getAttribute("value")).isEqualTo("none");
    assertThat(browser.find(panel + "[name=beside] [value=input_tokens]").isEnabled()).isFalse();
    assertThat(browser.find(panel + "[name=beside] [value=failed]").isEnabled()).isTrue();
    assertThat(browser.find(panel + "[name=sub] [value=model]").isEnabled()).isFalse();
    assertThat(browser.texts(panel + ".list th")).containsExactly("Model", "Calls", "Share");
  }

  /** Usage of one model by one user. */
  private record Pair(String model, String user, long input, long output) {}

  private List<Pair> rankedPairs() {
    return Harbor.MODELS.stream()
        .flatMap(model -> Harbor.USERS.stream().map(user -> pairOf(model, user)))
        .sorted(Comparator.comparing(Pair::input).reversed())
        .toList();
  }

  private Pair pairOf(String model, String user) {
    BruteForce calls =
        harbor
            .callsInView()
            .only(hour -> model.equals(hour.dimension("model")))
            .only(hour -> user.equals(hour.dimension("user_id")));
    return new Pair(model, user, calls.sum("input_tokens"), calls.sum("output_tokens"));
  }

  private static List<String> withRest(List<Pair> pairs, ToLongFunction<Pair> value) {
    LongStream greatest = pairs.stream().limit(5).mapToLong(value);
    long rest = pairs.stream().skip(5).mapToLong(value).sum();
    return LongStream.concat(greatest, LongStream.of(rest))
        .mapToObj(number -> String.format(Locale.US, "%,d", number))
        .toList();
  }

  private void openTrend(String options) {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=model-calls"
            + options
            + "#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }
}
