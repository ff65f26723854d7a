/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingSample;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for more, over a real Elasticsearch node. */
@Tag("node")
class BudgetRequestsTest {

  private static final String ASK = "budgets/dev/requests";

  private static BudgetWorld world(String tenant) {
    BudgetWorld world = BudgetWorld.create(tenant, "model-calls", "total_tokens");
    world.put(
        "budgets/dev",
        BudgetWorld.body("model-calls", "total_tokens")
            .replace(
                "\"channels\"",
                "\"extra\": {\"self_service_percent\": 10, \"times\": 1, \"approvers\": [\"lead\"]},"
                    + " \"channels\""));
    return world;
  }

  @Test
  void anApprovedRequestRaisesTheAmountAndLevelsFireForIt() {
    BudgetWorld world = world("requests-approved");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 1_000);
    world.instance().evaluateDue();
    Answer asked =
        world.send(
            "POST", world.member("alice"), ASK, "{\"amount\":\"500\",\"reason\":\"release\"}");
    assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    assertThat(asked.json().path("state").asString()).isEqualTo("pending");
    assertThat(account(world).path("amount").asString()).isEqualTo("1000");
    JsonNode message =
        world.documents("tidemark-messages").stream()
            .filter(one -> one.path("type").asString().equals("io.tidemark.budget.request"))
            .findFirst()
            .orElseThrow()
            .path("data");
    String id = asked.json().path("id").asString();
    assertThat(message.path("request").asString()).isEqualTo(id);
    assertThat(message.path("workload").asString()).isEqualTo("model-calls");
    assertThat(message.path("asked_by").asString()).isEqualTo("alice");
    assertThat(message.path("link").asString()).isEqualTo("/?tab=budgets&request=" + id);

    Answer approved =
        world.send(
            "POST",
            world.member("lead"),
            "budget-requests/" + id + ":approve",
            "{\"amount\":\"300\",\"comment\":\"until Friday\"}");

    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    assertThat(account(world).path("amount").asString()).isEqualTo("1300");
    assertThat(account(world).path("remaining").asString()).isEqualTo("300");
    world.calls("b", "alice", "2026-03-12T09:00:00Z", 300);
    world.instance().evaluateDue();
    assertThat(world.messages())
        .contains("dev/alice 100")
        .filteredOn("dev/alice 100"::equals)
        .hasSize(2);
    assertThat(changes(world, id)).containsExactly("alice pending", "lead approved");

    // The grant is for this period alone.
    world.clock.setTime(Instant.parse("2026-03-12T16:10:00Z"));
    world.calls("c", "alice", "2026-03-12T16:00:00Z", 1_000);
    world.instance().evaluateDue();
    assertThat(world.messages()).filteredOn("dev/alice 100"::equals).hasSize(3);
  }

  @Test
  void aDeniedRequestGrantsNothingAndIsDecidedOnce() {
    BudgetWorld world = world("requests-denied");
    String id =
        world
            .send("POST", world.member("alice"), ASK, "{\"amount\":\"500\"}")
            .json()
            .path("id")
            .asString();

    Answer denied =
        world.send(
            "POST",
            world.root(),
            "budget-requests/" + id + ":deny",
            "{\"comment\":\"use the small model\"}");
    Answer again = world.send("POST", world.root(), "budget-requests/" + id + ":approve", "{}");

    assertThat(denied.json().path("state").asString()).isEqualTo("denied");
    assertThat(denied.json().path("comment").asString()).isEqualTo("use the small model");
    assertThat(again.status()).isEqualTo(409);
    assertThat(account(world).path("amount").asString()).isEqualTo("1000");
  }

  @Test
  void approvesNoRequestThatWouldGrantNothing() {
    BudgetWorld world = world("requests-late");
    String today = "2026-03-11T16:00:00Z";
    store(world, "req-late", "dev", "total_tokens", "2026-03-10T16:00:00Z");
    store(world, "req-other", "dev", "calls", today);
    store(world, "req-gone", "gone", "total_tokens", today);
    for (String id : List.of("req-late", "req-other", "req-gone")) {
      Answer approved = decide(world, id + ":approve", "{}");
      assertThat(approved.status()).as(approved.text()).isEqualTo(409);
      assertThat(approved.json().path("type").asString()).endsWith(":grants-nothing");
    }

    Answer longer = decide(world, "req-late:approve", "{\"until\":\"2026-03-14T00:00:00Z\"}");

    assertThat(longer.status()).as(longer.text()).isEqualTo(200);
    assertThat(account(world).path("amount").asString()).isEqualTo("1500");
    assertThat(decide(world, "req-other:deny", "{}").status()).isEqualTo(200);
    assertThat(decide(world, "req-gone:deny", "{}").status()).isEqualTo(200);
  }

  /** As an earlier release did, or at another time. */
  private static void store(
      BudgetWorld world, String id, String budget, String measure, String periodFrom) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("budget", budget).put("value", "alice").put("measure", measure);
    body.put("amount", "500").put("period_from", periodFrom).put("asked_by", "alice");
    body.put("state", "pending").put("self_service", false);
    SettingSample.store(
        world.api, "budget-request", world.tenant, id, body.toString(), LiveApi.NOW);
  }

  private static Answer decide(BudgetWorld world, String decision, String body) {
    return world.send("POST", world.root(), "budget-requests/" + decision, body);
  }

  @Test
  void aGrantOfTokensAddsNothingToABudgetOfCalls() {
    BudgetWorld world = world("requests-measure");
    String asked = world.send("POST", world.member("alice"), ASK, "{\"amount\":\"500\"}").text();
    String id = JsonMapper.shared().readTree(asked).path("id").asString();
    assertThat(decide(world, id + ":approve", "{}").status()).isEqualTo(200);
    assertThat(account(world).path("amount").asString()).isEqualTo("1500");

    world.put("budgets/dev", BudgetWorld.body("model-calls", "calls"));

    assertThat(account(world).path("amount").asString()).isEqualTo("1000");
  }

  @Test
  void selfServiceGrantsAPartOfTheAmountAsOftenAsTheBudgetSays() {
    BudgetWorld world = world("requests-self");
    String alice = world.member("alice");

    assertThat(state(world.send("POST", alice, ASK, "{\"amount\":\"101\"}"))).isEqualTo("pending");
    assertThat(state(world.send("POST", alice, ASK, "{\"amount\":\"100\"}"))).isEqualTo("approved");
    assertThat(state(world.send("POST", alice, ASK, "{\"amount\":\"1\"}"))).isEqualTo("pending");
    assertThat(account(world).path("amount").asString()).isEqualTo("1100");
  }

  @Test
  void selfServiceGrantsNoMoreToRequestsOfOneMoment() {
    BudgetWorld world = world("requests-at-once");
    String alice = world.member("alice");

    List<String> states =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> state(world.send("POST", alice, ASK, "{\"amount\":\"100\"}")))
            .toList();

    assertThat(states).filteredOn("approved"::equals).hasSize(1);
    assertThat(account(world).path("amount").asString()).isEqualTo("1100");
  }

  @Test
  void membersAskForTheirOwnAccountAndDecideNothing() {
    BudgetWorld world = world("requests-roles");
    String alice = world.member("alice");
    String id = world.send("POST", alice, ASK, "{\"amount\":\"500\"}").json().path("id").asString();

    assertThat(world.send("POST", alice, ASK, "{\"amount\":\"5\",\"value\":\"bob\"}").status())
        .isEqualTo(403);
    assertThat(world.send("POST", alice, "budget-requests/" + id + ":approve", "{}").status())
        .isEqualTo(403);
    assertThat(
            world
                .send("POST", world.member("bob"), "budget-requests/" + id + ":approve", "{}")
                .status())
        .isEqualTo(404);
    assertThat(list(world, world.member("bob")).size()).isZero();
    assertThat(list(world, world.member("lead")).size()).isEqualTo(1);
    assertThat(list(world, alice).size()).isEqualTo(1);
    assertThat(list(world, world.api.tokens().superAdmin("requests-other", "root")).size())
        .isZero();
  }

  @Test
  void rejectsARequestWithTheEntryThatIsWrong() {
    BudgetWorld world = world("requests-bad");
    for (String body :
        List.of(
            "{}|amount",
            "{\"amount\":\"0\"}|amount",
            "{\"amount\":\"5\",\"colour\":1}|colour",
            "{\"amount\":\"5\",\"until\":\"soon\"}|until",
            "{\"amount\":\"5\",\"until\":\"2026-03-12T10:00:00Z\"}|until")) {
      int bar = body.lastIndexOf('|');
      Answer answer = world.send("POST", world.member("a"), ASK, body.substring(0, bar));
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.json().path("entry").asString()).isEqualTo(body.substring(bar + 1));
    }
    assertThat(world.send("POST", world.member("a"), "budgets/none/requests", "{}").status())
        .isEqualTo(404);
  }

  private static String state(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("state").asString();
  }

  private static JsonNode list(BudgetWorld world, String token) {
    return world.api.get(token, "/api/v1/budget-requests").json().path("requests");
  }

  private static List<String> changes(BudgetWorld world, String id) {
    return world.documents("tidemark-changes").stream()
        .filter(change -> change.path("id").asString().equals(id))
        .sorted(
            (one, other) ->
                Long.compare(one.path("revision").asLong(), other.path("revision").asLong()))
        .map(
            change ->
                change.path("changed_by").asString()
                    + ' '
                    + change.path("after").path("state").asString())
        .toList();
  }

  private static JsonNode account(BudgetWorld world) {
    JsonNode accounts =
        world
            .api
            .get(world.member("alice"), "/api/v1/budgets/status")
            .json()
            .path("budgets")
            .path(0)
            .path("accounts");
    assertThat(accounts.size()).isEqualTo(1);
    return accounts.path(0);
  }
}
