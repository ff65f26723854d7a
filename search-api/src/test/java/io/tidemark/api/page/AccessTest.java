/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.people.PeopleSample;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views of a member and of a super-admin. */
@Tag("browser")
class AccessTest {

  private final LiveApi api = LiveApi.shared();
  private final Harbor harbor = Harbor.indexed(api);
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
  }

  @Test
  void aMemberSeesTheirOwnUsageAndNoChoiceOfUsers() {
    openTab("model-calls", api.tokens().member(Harbor.TENANT, "alice"));

    assertCalls(List.of("alice"));
    assertThat(browser.texts("#who")).containsExactly("harbor · alice");
    assertThat(browser.has("[data-filter=user_id]")).isFalse();
    assertThat(browser.has("[data-metric=users]")).isFalse();
    assertThat(browser.has("[data-panel=top-user_id]")).isFalse();
    assertThat(browser.has("option[value=user_id]")).isFalse();
    browser.assertNothingWentWrong();
  }

  @Test
  void aMemberWithGrantsSeesTheGrantedUsersToo() {
    openTab("model-calls", api.tokens().member(Harbor.TENANT, "alice", "bob"));

    assertCalls(List.of("alice", "bob"));
    browser.click("[data-filter=user_id]");
    browser.await("The users never came", () -> browser.texts(".choice-name").size() == 2);
    assertThat(browser.texts(".choice-name")).containsExactlyInAnyOrder("alice", "bob");
  }

  @Test
  void aLinkToAnotherUserShowsNothingButWhy() {
    openTab("model-calls&user_id=carol", api.tokens().member(Harbor.TENANT, "alice"));

    assertThat(browser.texts("[data-panel=trend] [role=alert]").get(0))
        .contains("You may not see the usage of this user.");
    assertThat(browser.shows(".number")).isFalse();
  }

  /** Messages link to the alerts. */
  @Test
  void aLinkToATabOfOthersShowsWhyItIsEmpty() {
    openTab("alerts", api.tokens().member(Harbor.TENANT, "alice"));
    assertThat(browser.texts("[data-panel=now] [role=alert]").get(0))
        .contains("Only a super-admin may do this.");

    browser.loading(() -> browser.follow("/?zone=UTC&tab=sources"));
    assertThat(browser.texts("[data-panel=sources] [role=alert]")).isNotEmpty();
  }

  @Test
  void aSuperAdminSeesEverybody() {
    openTab("model-calls", api.tokens().superAdmin(Harbor.TENANT, "root"));

    assertCalls(Harbor.USERS);
    assertThat(browser.texts("#who")).containsExactly("harbor · root · super-admin");
  }

  @Test
  void showsEventsOfTheTenantToSuperAdminsOnly() {
    openTab("status", api.tokens().member(Harbor.TENANT, "alice"));
    assertThat(browser.texts("[data-panel=pipelines] th")).doesNotContain("Counted", "Duplicates");
  }

  @Test
  void asksForAccessAndTheManagerApproves() {
    String tenant = people("page-access-" + System.nanoTime());
    openTab("people", api.tokens().member(tenant, "carol"));
    assertThat(browser.has("[data-panel=names]")).isFalse();
    browser.click("[name=ask]");
    browser.find(".budget-form [name=users]").sendKeys("alice");
    browser.find(".budget-form [name=reason]").sendKeys("incident 17");
    browser.loading(() -> browser.click(".budget-form [type=submit]"));
    assertThat(browser.texts(".request-state")).containsExactly("pending");
    assertThat(browser.has("[name=approve]")).as("one's own request").isFalse();

    openTab("people", api.tokens().member(tenant, "bob"));
    assertThat(browser.texts("[data-panel=access] tbody td").subList(0, 3))
        .containsExactly("carol", "alice", "incident 17");
    browser.loading(() -> browser.click("[name=approve]"));
    assertThat(browser.texts(".request-state")).containsExactly("approved");

    openTab("model-calls", api.tokens().member(tenant, "carol"));
    browser.click("[data-filter=user_id]");
    browser.await("The users never came", () -> browser.has(".choice-row[data-value=alice]"));
    assertThat(browser.texts(".choice-name")).contains("Alice Liddell").doesNotContain("bob");
    browser.assertNothingWentWrong();
  }

  /** The browser is in another zone than the view. */
  @Test
  void endsARightWithTheDayOfTheViewAndKeepsACommentBeingTyped() {
    String tenant = people("page-until-" + System.nanoTime());
    String view = api.uri() + "/?zone=Pacific/Kiritimati&tab=people#token=";
    browser.open(view + api.tokens().member(tenant, "carol"));
    browser.click("[name=ask]");
    browser.find(".budget-form [name=users]").sendKeys("alice");
    browser.js("document.querySelector('.budget-form [name=until]').value = '2026-03-20'");
    browser.loading(() -> browser.click(".budget-form [type=submit]"));
    assertThat(browser.texts("[data-panel=access] th:nth-child(4)")).containsExactly("Valid until");
    assertThat(browser.texts("[data-panel=access] tbody td:nth-child(4)"))
        .containsExactly("03/20 23:59");

    browser.open(view + api.tokens().member(tenant, "bob"));
    browser.find("[name=comment]").sendKeys("until the");
    browser.loading(() -> browser.js("document.getElementById('refresh').click()"));
    browser.find("[name=comment]").sendKeys(" release");
    browser.loading(() -> browser.click("#refresh"));
    assertThat(browser.find("[name=comment]").getAttribute("value")).isEqualTo("until the release");
    browser.loading(() -> browser.click("[name=approve]"));
    assertThat(browser.texts("[data-panel=access] tbody td:nth-child(6)"))
        .containsExactly("until the release");
    browser.assertNothingWentWrong();
  }

  @Test
  void aManagerSeesTheirPeopleUnderTheirNames() {
    String tenant = people("page-manager");
    openTab("model-calls", api.tokens().member(tenant, "bob"));

    assertThat(browser.texts("[data-panel=top-user_id] tbody")).asString().contains("Alice");
    browser.click("[data-filter=user_id]");
    browser.await("The users never came", () -> browser.has(".choice-row[data-value=alice]"));
    browser.click(".choice-row[data-value=alice] input");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));
    assertThat(browser.texts(".chip-text")).containsExactly("User = Alice Liddell");
    assertThat(browser.address()).contains("user_id=alice");
    browser.assertNothingWentWrong();
  }

  @ParameterizedTest
  @CsvSource({"en, Directory, My workflows", "zh, 目录, 我的 workflow"})
  void findsNamesInTheDirectoryAndOwnWorkflows(String language, String title, String own) {
    String tenant = people("page-names");
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    openTab("people", api.tokens().superAdmin(tenant, "bob"));

    assertThat(browser.texts("[data-panel=names] h2")).containsExactly(title);
    assertThat(browser.texts("[data-panel=names] tbody tr")).hasSize(3);
    browser.loading(() -> browser.find("[data-panel=names] [name=q]").sendKeys("LIDDELL"));
    browser.await(
        "The search never ended",
        () -> browser.texts("[data-panel=names] tbody td:nth-child(2)").equals(List.of("alice")));
    assertThat(browser.texts("[data-panel=names] tbody td:nth-child(4)")).containsExactly("Search");

    openTab("comfyui", api.tokens().superAdmin(tenant, "bob"));
    String all = browser.metric("executions");
    assertThat(browser.texts("select[data-filter=owner] option")).contains(own);
    browser.loading(() -> browser.choose("select[data-filter=owner]", "me"));
    assertThat(browser.address()).contains("owner=me");
    assertThat(browser.metric("executions")).isNotEqualTo(all);
    browser.assertNothingWentWrong();
  }

  @Test
  void tellsAnEmptyDirectoryFromASearchWithoutResult() {
    openTab("people", api.tokens().superAdmin("page-nobody", "root"));
    assertThat(browser.texts("[data-panel=names] .panel-body"))
        .containsExactly("The directory is empty.");

    browser.find("[data-panel=names] [name=q]").sendKeys("x");

    browser.awaitText("[data-panel=names] .panel-body", "The directory has no such entry.");
  }

  /** A tenant with usage and a directory: bob manages alice and has one of the workflows. */
  private String people(String tenant) {
    SampleTenant.index(api, tenant, "");
    PeopleSample.put(
        api,
        api.tokens().superAdmin(tenant, "root"),
        "{\"kind\":\"user\",\"id\":\"alice\",\"name\":\"Alice Liddell\",\"manager\":\"bob\","
            + "\"department\":\"d-7\"}",
        "{\"kind\":\"department\",\"id\":\"d-7\",\"name\":\"Search\"}",
        "{\"kind\":\"workflow\",\"id\":\"wf-12\",\"name\":\"Portraits\",\"owner\":\"bob\"}");
    return tenant;
  }

  private void assertCalls(List<String> users) {
    BruteForce visible =
        harbor.callsInView().only(hour -> users.contains(hour.dimension("user_id")));
    assertThat(browser.metric("calls"))
        .isEqualTo(String.format(Locale.US, "%,d", visible.sum("calls")));
  }

  private void openTab(String search, String token) {
    browser.open(api.uri() + "/?zone=UTC&tab=" + search + "#token=" + token);
  }
}
