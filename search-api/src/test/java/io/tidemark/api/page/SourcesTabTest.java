/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SourceSample;
import io.tidemark.api.live.StubIntake;
import io.tidemark.api.live.Tokens;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tab Sources: what keys sent, and how a sender is connected. */
@Tag("browser")
class SourcesTabTest extends BrowserTest {

  private static final String TENANT = "page-sources";

  @AfterEach
  void resetIntake() {
    api.intake().answer(null);
  }

  /** An open page would continue asking while other tests listen. */
  @AfterAll
  static void leave() {
    Browser.shared().go("about:blank");
  }

  private void openTab(String tenant, String language) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    String token = api.tokens().superAdmin(tenant, "root");
    browser.open(api.uri() + "/?tab=sources&zone=UTC#token=" + token);
  }

  @Test
  void showsWhatAKeySentAndWhyItemsWereRejected() {
    SourceSample.index(api, TENANT, "key-page", "litellm-prod");

    openTab(TENANT, "en");

    assertThat(browser.texts(".sources tbody td"))
        .satisfiesExactly(
            name -> assertThat(name).startsWith("litellm-prod").contains("revoked"),
            last -> assertThat(last).contains("10:08"),
            perMinute -> assertThat(perMinute).isEqualTo("2"),
            accepted -> assertThat(accepted).isEqualTo("148"),
            rejected ->
                assertThat(rejected)
                    .contains("3", "malformed 2", "expired 1", "input_tokens must be a number"),
            failed -> assertThat(failed).contains("1", "too many items 1"),
            ignored -> assertThat(ignored).isEqualTo("15"),
            clock -> assertThat(clock).isEqualTo("2.5 s"),
            age -> assertThat(age).isEqualTo("1.5 s"));
  }

  @Test
  void saysTheYearAndTheDaysOfAWrongClockAndWhyRequestsFailed() {
    openTab(TENANT, "en");

    assertThat(
            browser.asyncJs(
                "const done = arguments[arguments.length - 1];"
                    + "import('/page/tabs/sources/list.js').then(({ sourceTable }) => {"
                    + " const source = { id: 'a', name: 'a', type: 'key', last_event_at: '2030-01-01T00:00:00Z',"
                    + "  rejected: 1, rejected_by_reason: { future: 1 }, failed_requests: 2,"
                    + "  failed_by_reason: { unknown_format: 2 }, last_rejection: {"
                    + "   at: '2026-03-12T09:00:00Z', reason: 'unknown_format', message: 'no route' },"
                    + "  clock_ahead_ms: 97_377_480_000, median_age_ms: 1_500 };"
                    + " const table = sourceTable({ sources: [source] }, { zone: 'UTC' });"
                    + " done([2, 5, 6, 8, 9].map(at =>"
                    + "  table.querySelector(`tbody td:nth-child(${at})`).textContent)); })"))
        .isEqualTo(
            List.of(
                "01/01/2030 00:00",
                "1from the future 1",
                "2unknown format 203/12 09:00: no route",
                "1,127.1 d",
                "1.5 s"));
  }

  @Test
  void speaksChinese() {
    SourceSample.index(api, TENANT, "key-page", "litellm-prod");

    openTab(TENANT, "zh");

    assertThat(browser.texts("nav [data-tab=sources]")).containsExactly("接入");
    assertThat(browser.texts(".sources tbody td:nth-child(5)").get(0)).contains("格式错误 2", "已过期 1");
    assertThat(browser.texts("[data-action=test]")).containsExactly("发送测试事件");
  }

  @Test
  void showsAFreshKeyInEveryConfiguration() {
    openTab("page-sources-fresh", "en");
    assertThat(browser.texts(".snippet").get(0))
        .contains(StubIntake.SHOWN + "/api/v1/events/litellm", "Bearer YOUR_KEY");
    assertThat(browser.find("[data-action=test]").isEnabled()).isFalse();

    browser.loading(() -> browser.click("[data-action=create-key]"));

    String key = String.valueOf(browser.js("return document.querySelector('.snippet').innerText"));
    key = key.replaceAll("(?s).*Bearer (tidemark_\\w+).*", "$1");
    assertThat(key).matches("tidemark_[0-9A-Za-z]{32}");
    for (int sender = 0; sender < 9; sender++) {
      browser.choose("[name=sender]", Integer.toString(sender));
      assertThat(browser.texts(".snippet").get(0))
          .contains("Bearer " + key, StubIntake.SHOWN)
          .doesNotContain("YOUR_KEY");
    }
    assertThat(browser.texts(".sources tbody td:first-child").get(0)).startsWith("litellm-prod");
    browser.js("getSelection().selectAllChildren(document.querySelector('.snippet'))");
    browser.loading(() -> browser.click("#refresh"));
    assertThat(browser.js("return getSelection().toString()")).asString().contains(key);
    assertThat(browser.js("return location.href + localStorage.length + document.cookie"))
        .asString()
        .doesNotContain(key);
  }

  /** Docs have the settings with which each agent was tried, logs and metrics. */
  @ParameterizedTest
  @ValueSource(strings = {"Claude Code", "Codex CLI", "Gemini CLI"})
  void configuresAgentsAsTheDocsDo(String agent) throws IOException {
    openTab("page-sources-agents", "en");

    String settings = documentedSettings(agent).replace("http://localhost:4318", StubIntake.SHOWN);

    assertThat(removeBlanks(readSnippet(agent).replace("export ", "")))
        .contains(removeBlanks(settings.replace("KEY", "YOUR_KEY")));
  }

  @Test
  void theCollectorSendsAllSignals() {
    openTab("page-sources-collector", "en");

    assertThat(readSnippet("OpenTelemetry Collector"))
        .contains("traces: {receivers:", "logs: {receivers:", "metrics: {receivers:");
  }

  private String readSnippet(String sender) {
    String options =
        "const senders = document.querySelector('[name=sender]').options;"
            + "return [...senders].find(sender => sender.text === arguments[0]).value";
    browser.choose("[name=sender]", String.valueOf(browser.js(options, sender)));
    return String.valueOf(browser.js("return document.querySelector('.snippet').textContent"));
  }

  /** The first block of code behind the name of the agent. */
  private static String documentedSettings(String agent) throws IOException {
    String docs = Files.readString(Path.of("../docs/intake.md"));
    String block = docs.substring(docs.indexOf("\n" + agent + " (tried with"));
    block = block.substring(block.indexOf("\n    "));
    return block.substring(0, block.indexOf("\n\n"));
  }

  private static String removeBlanks(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void aTestEventIsShownWhenItIsCounted() {
    Harbor.indexed(api);
    openTab("page-sources-test", "en");
    browser.loading(() -> browser.click("[data-action=create-key]"));
    boolean[] known = new boolean[1];
    api.intake()
        .answer(
            request -> {
              if (!known[0]) {
                known[0] = true;
                return Reply.json(401, "{\"detail\":\"Send a valid key\"}");
              }
              count(request);
              return Reply.json(202, "{\"accepted\":1,\"rejected\":[]}");
            });

    browser.click("[data-action=test]");

    browser.awaitText(
        "[data-note=test]", "Counted: calls of tidemark-test in the last hours: 0 → 1.");
  }

  /** Does what intake and job do. */
  private void count(Request request) {
    JsonNode event = JsonMapper.shared().readTree(request.text());
    Map<String, String> dimensions =
        Map.of(
            "tenant_id",
            "page-sources-test",
            "user_id",
            event.path("user_id").asString(),
            "model",
            event.path("model").asString());
    Instant hour = LiveApi.NOW.truncatedTo(ChronoUnit.HOURS);
    Map<String, Long> counts = Map.of("calls", 1L, "succeeded", 1L);
    api.index(
        List.of(
            new CallHour(hour, 60, dimensions, counts, Map.of(), List.of(), List.of()).document()));
  }

  @Test
  void isOfferedToThoseWhoMayReadKeys() {
    browser.open(api.uri() + "/?tab=status&zone=UTC#token=" + api.tokens().member(TENANT, "bob"));
    assertThat(browser.has("nav [data-tab=sources]")).isFalse();

    JWTClaimsSet operator =
        Tokens.claims(TENANT, "ops").claim("roles", List.of("operator")).build();
    browser.fresh(api.uri());
    browser.open(api.uri() + "/?tab=status&zone=UTC#token=" + api.tokens().sign(operator));
    assertThat(browser.has("nav [data-tab=sources]")).isTrue();
  }
}
