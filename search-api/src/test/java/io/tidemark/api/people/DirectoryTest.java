/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.directory.Directory;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.live.Tokens;
import io.tidemark.api.settings.SettingSample;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Names of the directory in answers, and the rights that follow from it. */
@Tag("node")
class DirectoryTest {

  private static final String TENANT = "names-tenant";
  private static final String NEIGHBOUR = "names-neighbour";

  private static LiveApi api;
  private static String root;

  @BeforeAll
  static void writeNames() {
    api = LiveApi.shared();
    root = api.tokens().superAdmin(TENANT, "root");
    SampleTenant.index(api, TENANT, "n-");
    SampleTenant.index(api, NEIGHBOUR, "n-");
    Answer answer =
        PeopleSample.put(
            api,
            root,
            "{\"kind\":\"user\",\"id\":\"n-alice\",\"name\":\"Alice Liddell\",\"department\":\"n-d1\","
                + "\"manager\":\"n-bob\",\"valid_to\":\"2026-01-01T00:00:00Z\"}",
            "{\"kind\":\"user\",\"id\":\"n-bob\",\"name\":\"Bob \u674e\",\"manager\":\"n-dora\"}",
            "{\"kind\":\"model\",\"id\":\"n-gpt-4o\",\"name\":\"House model\"}",
            "{\"kind\":\"workflow\",\"id\":\"n-wf-12\",\"name\":\"Portraits\",\"owner\":\"n-bob\"}");
    assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(4);
  }

  @Test
  void anEntryThatCannotBeReadCostsNoOtherName() {
    Directory directory = api.bean(Directory.class);
    String path = "/tidemark-directory/_doc/unreadable?refresh=true";
    // Elasticsearch takes a day for a time.
    String entry =
        "{\"tenant_id\":\"%s\",\"kind\":\"user\",\"id\":\"n-x\",\"valid_from\":\"2026-01-01\"}";
    assertThat(api.elasticsearch("PUT", path, entry.formatted(TENANT)))
        .contains("\"result\":\"created\"");
    try {
      directory.reload();

      assertThat(directory.findLabel(TENANT, "user_id", "n-alice")).contains("Alice Liddell");
    } finally {
      api.elasticsearch("DELETE", path, "");
      directory.reload();
    }
  }

  @Test
  void rejectedLinesCostNoOtherLine() {
    Answer answer =
        PeopleSample.put(
            api,
            api.tokens().superAdmin("names-lines", "root"),
            "{\"kind\":\"user\",\"id\":\"a\",\"name\":\"A\"}",
            "",
            "{\"kind\":\"user\",\"id\":\"b\",\"nmae\":\"B\"}",
            "not json",
            "{\"kind\":\"planet\",\"id\":\"c\"}",
            "{\"kind\":\"user\",\"id\":\"d\",\"manager\":\"d\"}",
            "{\"kind\":\"project\",\"id\":\"p\",\"manager\":\"a\"}",
            "{\"kind\":\"user\",\"id\":\"e\",\"valid_from\":\"yesterday\"}",
            "{\"kind\":\"user\",\"id\":\"" + "x".repeat(20_000) + "\"}",
            "{\"kind\":\"user\",\"id\":\"f\"}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("accepted").asInt()).as(answer.text()).isEqualTo(2);
    assertThat(json.path("rejected").asInt()).isEqualTo(7);
    List<Integer> lines = new ArrayList<>();
    json.path("errors").forEach(error -> lines.add(error.path("line").asInt()));
    assertThat(lines).containsExactly(3, 4, 5, 6, 7, 8, 9);
    assertThat(json.path("errors").get(0).path("entry").asString()).isEqualTo("nmae");
  }

  /** As editors on Windows write them. */
  @Test
  void readsLinesBehindAByteOrderMark() {
    Answer answer =
        PeopleSample.put(
            api,
            api.tokens().superAdmin("names-windows", "root"),
            "\ufeff{\"kind\":\"user\",\"id\":\"a\",\"name\":\"A\"}\r",
            "{\"kind\":\"user\",\"id\":\"b\",\"name\":\"B\"}\r");

    assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(2);
  }

  @Test
  void sameLinesAgainChangeNothing() {
    String keeper =
        api.tokens()
            .sign(Tokens.claims("names-again", "idp").claim("roles", List.of("directory")).build());
    String line = "{\"kind\":\"user\",\"id\":\"a\",\"name\":\"A\"}";
    PeopleSample.put(api, keeper, line);

    JsonNode again = PeopleSample.put(api, keeper, line, line.replace("\"A\"", "\"B\"")).json();

    assertThat(again.path("unchanged").asInt()).isEqualTo(1);
    assertThat(api.get(keeper, "/api/v1/directory").json().path("entries").toString())
        .contains("\"name\":\"B\"");
  }

  /** Most senders read the answer when all is sent: of a closed connection they see a reset. */
  @Test
  void answersSendersOfTooManyLines() throws IOException {
    byte[] lines = new byte[32 << 20];
    Arrays.fill(lines, (byte) '\n');
    try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "PUT /api/v1/directory HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + root,
              "Content-Type: application/x-ndjson",
              "Content-Length: " + lines.length,
              "",
              "");
      out.write(head.getBytes(UTF_8));
      out.write(lines);
      out.flush();
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(status, UTF_8)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void linesDeleteEntries() {
    String token = api.tokens().superAdmin("names-leavers", "root");
    String entry = "{\"kind\":\"user\",\"id\":\"a\",\"name\":\"A\"}";
    String deletion = "{\"kind\":\"user\",\"id\":\"a\",\"deleted\":true}";
    PeopleSample.put(api, token, entry, entry.replace("\"a\"", "\"b\""));

    JsonNode answer =
        PeopleSample.put(
                api,
                token,
                deletion,
                deletion,
                "{\"kind\":\"project\",\"id\":\"a\",\"deleted\":true}",
                "{\"kind\":\"user\",\"id\":\"b\",\"name\":\"B\",\"deleted\":true}",
                "{\"kind\":\"user\",\"id\":\"b\",\"deleted\":\"yes\"}")
            .json();

    assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(3);
    assertThat(answer.path("unchanged").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected").asInt()).isEqualTo(2);
    assertThat(listIds(token)).containsExactly("b");
    api.bean(Directory.class).reload();
    assertThat(listIds(token)).containsExactly("b");
    JsonNode again = PeopleSample.put(api, token, entry, deletion, entry).json();
    assertThat(again.path("unchanged").asInt()).isZero();
    assertThat(listIds(token)).containsExactly("a", "b");
  }

  private static List<String> listIds(String token) {
    List<String> ids = new ArrayList<>();
    api.get(token, "/api/v1/directory")
        .json()
        .path("entries")
        .forEach(entry -> ids.add(entry.path("id").asString()));
    return ids;
  }

  @Test
  void answersShowNamesNextToIds() {
    JsonNode share = groups(root, "user_id").get(0);
    assertThat(share.path("key").path("user_id").asString()).isEqualTo("n-alice");
    assertThat(share.path("labels").path("user_id").asString()).isEqualTo("Alice Liddell");
    JsonNode series =
        api.get(root, "/api/v1/model-calls/trend", "group_by", "user_id").json().path("series");
    assertThat(series.get(0).path("key").asString()).isEqualTo("n-alice");
    assertThat(series.get(0).path("label").asString()).isEqualTo("Alice Liddell");
    JsonNode record = api.get(root, "/api/v1/model-calls/records/n-req-1").json();
    assertThat(record.path("user_id").asString()).isEqualTo("n-alice");
    assertThat(record.path("labels").path("user_id").asString()).isEqualTo("Alice Liddell");
    assertThat(record.path("labels").path("model").asString()).isEqualTo("House model");
    JsonNode stranger = groups(api.tokens().superAdmin(NEIGHBOUR, "root"), "user_id").get(0);
    assertThat(stranger.has("labels")).isFalse();
  }

  @Test
  void facetsFindValuesByTheirName() {
    JsonNode values = facet(root, "user_id", "LIDDELL");
    assertThat(values.size()).isEqualTo(1);
    assertThat(values.get(0).path("value").asString()).isEqualTo("n-alice");
    assertThat(values.get(0).path("label").asString()).isEqualTo("Alice Liddell");
    assertThat(facet(root, "user_id", "\u674e").get(0).path("value").asString()).isEqualTo("n-bob");
    assertThat(facet(root, "user_id", "n-b").get(0).path("value").asString()).isEqualTo("n-bob");
    String other = api.tokens().superAdmin(NEIGHBOUR, "root");
    assertThat(facet(other, "user_id", "liddell").size()).isZero();
  }

  @Test
  void managersSeeTheirPeopleAndTheirPeopleAlone() {
    assertThat(visible("n-dora")).containsExactlyInAnyOrder("n-alice", "n-bob");
    assertThat(visible("n-bob")).containsExactlyInAnyOrder("n-alice", "n-bob");
    assertThat(visible("n-alice")).containsExactly("n-alice");
    String dora = api.tokens().member(TENANT, "n-dora");
    assertThat(api.get(dora, "/api/v1/me").json().path("may_view").toString())
        .isEqualTo("[\"n-alice\",\"n-bob\"]");
    assertThat(api.get(dora, "/api/v1/model-calls/summary", "user_id", "n-carol").status())
        .isEqualTo(403);
    String elsewhere = api.tokens().member(NEIGHBOUR, "n-dora");
    assertThat(api.get(elsewhere, "/api/v1/me").json().path("may_view").toString()).isEqualTo("[]");
  }

  @Test
  void managersInACircleSeeEachOther() {
    String token = api.tokens().superAdmin("names-circle", "root");
    PeopleSample.put(
        api,
        token,
        "{\"kind\":\"user\",\"id\":\"a\",\"manager\":\"b\"}",
        "{\"kind\":\"user\",\"id\":\"b\",\"manager\":\"a\"}");

    String a = api.tokens().member("names-circle", "a");

    assertThat(api.get(a, "/api/v1/me").json().path("may_view").toString()).isEqualTo("[\"b\"]");
  }

  @Test
  void tellsOwnWorkflowsFromThoseOfOthers() {
    String bob =
        api.tokens()
            .sign(Tokens.claims(TENANT, "n-bob").claim("roles", List.of("super-admin")).build());
    assertThat(executions(bob, "owner", "me")).isEqualTo(9);
    assertThat(executions(bob, "owner", "others")).isEqualTo(2);
    assertThat(executions(root, "owner", "me")).isZero();
    assertThat(executions(root, "owner", "others")).isEqualTo(11);
    assertThat(executions(bob, "owner", "me", "workflow_id", "n-wf-31")).isZero();
    JsonNode own =
        api.get(bob, "/api/v1/comfyui/facets", "owner", "me", "facet", "workflow_id")
            .json()
            .path("facets")
            .get(0)
            .path("values");
    assertThat(own.size()).isEqualTo(1);
    assertThat(own.get(0).path("label").asString()).isEqualTo("Portraits");
    assertThat(
            api.get(bob, "/api/v1/comfyui/records", "owner", "others")
                .json()
                .path("records")
                .size())
        .isEqualTo(1);
    assertThat(api.get(bob, "/api/v1/comfyui/summary", "owner", "bob").status()).isEqualTo(400);
    assertThat(api.get(bob, "/api/v1/model-calls/summary", "owner", "me").status()).isEqualTo(400);
  }

  @Test
  void listsPagesOfOneTenant() {
    JsonNode first = api.get(root, "/api/v1/directory", "limit", "3").json();
    assertThat(first.path("entries").size()).isEqualTo(3);
    assertThat(first.path("total").asInt()).isEqualTo(4);
    JsonNode rest =
        api.get(root, "/api/v1/directory", "after", first.path("next").asString()).json();
    assertThat(rest.path("entries").size()).isEqualTo(1);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(api.get(root, "/api/v1/directory", "q", "hous").json().path("total").asInt())
        .isEqualTo(1);
    String other = api.tokens().superAdmin("names-empty", "root");
    assertThat(api.get(other, "/api/v1/directory").json().path("total").asInt()).isZero();
  }

  @Test
  void keepsTheDirectoryFromMembers() {
    String member = api.tokens().member(TENANT, "n-alice");

    assertThat(api.get(member, "/api/v1/directory").status()).isEqualTo(403);
    assertThat(PeopleSample.put(api, member, "{\"kind\":\"user\",\"id\":\"a\"}").status())
        .isEqualTo(403);
    assertThat(api.send(root, "PUT", "/api/v1/directory", "[]").status()).isEqualTo(415);
  }

  @Test
  void approvedRequestsGrantTheViewUntilTheirEnd() {
    String carol = api.tokens().member(TENANT, "n-carol");
    String path = "/access-requests";
    String body = "{\"users\":[\"n-alice\"],\"until\":\"2026-03-13T00:00:00Z\"}";
    String id = PeopleSample.send(api, carol, "POST", path, body).json().path("id").asString();
    String approve = path + "/" + id + ":approve";

    assertThat(visible("n-carol")).containsExactly("n-carol");
    assertThat(PeopleSample.send(api, carol, "POST", approve, "{}").status()).isEqualTo(403);
    String alice = api.tokens().member(TENANT, "n-alice");
    assertThat(PeopleSample.send(api, alice, "POST", approve, "{}").status()).isEqualTo(404);
    String bob = api.tokens().member(TENANT, "n-bob");
    assertThat(api.get(bob, "/api/v1" + path).text()).contains(id);
    assertThat(api.get(alice, "/api/v1" + path).text()).doesNotContain(id);
    Answer approved = PeopleSample.send(api, bob, "POST", approve, "{\"comment\":\"ok\"}");
    assertThat(approved.json().path("state").asString()).as(approved.text()).isEqualTo("approved");
    assertThat(visible("n-carol")).containsExactlyInAnyOrder("n-alice", "n-carol");
    assertThat(PeopleSample.send(api, bob, "POST", approve, "{}").status()).isEqualTo(409);

    String deny = path + "/" + id + ":deny";
    assertThat(PeopleSample.send(api, root, "POST", deny, "{}").status()).isEqualTo(200);
    assertThat(visible("n-carol")).containsExactly("n-carol");
    String changes =
        api.elasticsearch(
            "GET", "/tidemark-changes/_search?q=kind:%22access-request%22&size=100", "");
    assertThat(changes).contains(id + "\"", "\"decided_by\":\"n-bob\"", "\"comment\":\"ok\"");
  }

  @Test
  void approvesNoRequestWhoseTimeHasPassed() {
    SettingSample.store(
        api,
        "access-request",
        TENANT,
        "req-passed",
        "{\"users\":[\"n-alice\"],\"state\":\"pending\",\"asked_by\":\"n-carol\","
            + "\"until\":\"2026-03-12T00:00:00Z\"}",
        LiveApi.NOW);
    String passed = "/access-requests/req-passed";

    Answer refused = PeopleSample.send(api, root, "POST", passed + ":approve", "{}");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.text()).contains("grants-nothing");
    assertThat(PeopleSample.send(api, root, "POST", passed + ":deny", "{}").status())
        .isEqualTo(200);
  }

  @Test
  void rejectsRequestsWithoutSense() {
    String carol = api.tokens().member(TENANT, "n-carol");
    for (String body :
        List.of(
            "{}",
            "{\"users\":[]}",
            "{\"users\":\"n-alice\"}",
            "{\"users\":[7]}",
            "{\"users\":[\"n-alice\"],\"until\":\"2026-03-01T00:00:00Z\"}",
            "{\"users\":[\"n-alice\"],\"state\":\"approved\"}")) {
      Answer answer = PeopleSample.send(api, carol, "POST", "/access-requests", body);
      assertThat(answer.status()).as(body + " " + answer.text()).isEqualTo(400);
    }
  }

  private static List<String> visible(String user) {
    List<String> users = new ArrayList<>();
    groups(api.tokens().member(TENANT, user), "user_id")
        .forEach(group -> users.add(group.path("key").path("user_id").asString()));
    return users;
  }

  private static JsonNode groups(String token, String dimension) {
    return api.get(token, "/api/v1/model-calls/distribution", "group_by", dimension)
        .json()
        .path("groups");
  }

  private static JsonNode facet(String token, String field, String part) {
    return api.get(token, "/api/v1/model-calls/facets", "facet", field, "q", part)
        .json()
        .path("facets")
        .get(0)
        .path("values");
  }

  private static long executions(String token, String... parameters) {
    return api.get(token, "/api/v1/comfyui/summary", parameters).json().path("executions").asLong();
  }
}
