/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.LiveApi;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a member sees, and what a super-admin. */
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
    assertThat(browser.has("[data-figure=users]")).isFalse();
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

  @Test
  void aSuperAdminSeesEverybody() {
    openTab("model-calls", api.tokens().superAdmin(Harbor.TENANT, "root"));

    assertCalls(Harbor.USERS);
    assertThat(browser.texts("#who")).containsExactly("harbor · root · super-admin");
  }

  @Test
  void onlyASuperAdminIsToldTheEventsOfTheTenant() {
    openTab("status", api.tokens().member(Harbor.TENANT, "alice"));
    assertThat(browser.texts("[data-panel=pipelines] th")).doesNotContain("Counted", "Duplicates");
  }

  private void assertCalls(List<String> users) {
    BruteForce visible =
        harbor.callsInView().only(hour -> users.contains(hour.dimension("user_id")));
    assertThat(browser.figure("calls"))
        .isEqualTo(String.format(Locale.US, "%,d", visible.sum("calls")));
  }

  private void openTab(String search, String token) {
    browser.open(api.uri() + "/?zone=UTC&tab=" + search + "#token=" + token);
  }
}
