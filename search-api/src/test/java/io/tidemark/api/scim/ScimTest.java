/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.Tokens;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that identity providers send. */
@Tag("node")
class ScimTest {

  private static final String USERS = "/scim/v2/Users";
  private static final String GROUPS = "/scim/v2/Groups";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final LiveApi api = LiveApi.shared();

  @Test
  void createsReadsFiltersAndReplacesUsers() {
    String token = keeper("scim-users");
    Answer created =
        send(
            token,
            "POST",
            USERS,
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                + "\"userName\":\"ada@example.com\",\"externalId\":\"7\",\"password\":\"s-3-c\","
                + "\"name\":{\"givenName\":\"Ada\",\"familyName\":\"Byron\"},\"active\":true,\""
                + ENTERPRISE
                + "\":{\"department\":\"math\",\"manager\":{\"value\":\"bob@example.com\"}}}");
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/scim+json");
    assertThat(created.json().path("id").asString()).isEqualTo("ada@example.com");
    assertThat(created.headers().firstValue("Location")).hasValue(USERS + "/ada%40example.com");
    assertThat(created.text()).doesNotContain("s-3-c");
    JsonNode taken = send(token, "POST", USERS, "{\"userName\":\"ada@example.com\"}").json();
    assertThat(taken.path("status").asString()).isEqualTo("409");
    assertThat(taken.path("scimType").asString()).isEqualTo("uniqueness");

    JsonNode found = api.get(token, USERS, "filter", "userName eq \"ADA@example.com\"").json();
    assertThat(found.path("totalResults").asInt()).isEqualTo(1);
    assertThat(found.path("Resources").get(0).path("externalId").asString()).isEqualTo("7");
    JsonNode none = api.get(token, USERS, "filter", "userName eq \"x\"").json();
    assertThat(none.path("totalResults").asInt()).isZero();
    assertThat(api.get(token, USERS, "filter", "title sw \"x\"").json().path("scimType").asString())
        .isEqualTo("invalidFilter");

    Answer replaced =
        send(
            token,
            "PUT",
            USERS + "/ada@example.com",
            "{\"userName\":\"ada@example.com\",\"displayName\":\"Ada Lovelace\"}");
    assertThat(replaced.json().path("displayName").asString()).isEqualTo("Ada Lovelace");
    assertThat(
            send(token, "PUT", USERS + "/ada@example.com", "{\"userName\":\"x\"}")
                .json()
                .path("scimType")
                .asString())
        .isEqualTo("mutability");
    assertThat(directory("scim-users")).contains("Ada Lovelace", "\"origin\":\"scim\"");
    String manager = api.tokens().member("scim-users", "bob@example.com");
    assertThat(api.get(manager, "/api/v1/me").json().path("may_view").toString()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {USERS, GROUPS})
  void rejectsAnInvalidFilterOfATenantWithoutEntries(String path) {
    for (String filter : List.of("title sw \"x\"", "title eq \"x\"", "id eq \"\\q\"", "")) {
      Answer answer = api.get(keeper("scim-empty"), path, "filter", filter);
      assertThat(answer.status()).as(filter).isEqualTo(400);
      assertThat(answer.json().path("scimType").asString()).isEqualTo("invalidFilter");
    }
  }

  /** Lists come from memory, where another instance may have deleted an entry meanwhile. */
  @Test
  void listsLeaveOutUsersWhoAreGone() {
    String tenant = "scim-gone" + System.nanoTime();
    String token = keeper(tenant);
    send(token, "POST", USERS, "{\"userName\":\"ann\"}");
    send(token, "POST", USERS, "{\"userName\":\"ben\"}");
    try (LiveApi other = LiveApi.beside()) {
      other.delete(token, USERS + "/ann");
    }

    Answer list = api.get(token, USERS);

    assertThat(list.status()).as(list.text()).isEqualTo(200);
    assertThat(list.json().path("Resources")).hasSize(1);
    assertThat(list.json().path("Resources").path(0).path("userName").asString()).isEqualTo("ben");
  }

  @Test
  void deactivatesAndDeletesUsersWhoseNameStays() {
    String token = keeper("scim-leavers");
    send(token, "POST", USERS, "{\"userName\":\"eve\",\"displayName\":\"Eve\"}");
    Answer off =
        send(
            token,
            "PATCH",
            USERS + "/eve",
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                + "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"},{\"op\":\"Add\",\"path\":\"emails[type"
                + " eq \\\"work\\\"].value\",\"value\":\"e\"},{\"op\":\"replace\",\"path\":\""
                + ENTERPRISE
                + ":department\",\"value\":\"ops\"},"
                + "{\"op\":\"replace\",\"value\":{\"name.givenName\":\"Eve\"}}]}");
    assertThat(off.status()).as(off.text()).isEqualTo(200);
    assertThat(off.json().path("active").asBoolean()).isFalse();
    assertThat(directory("scim-leavers")).contains("\"department\":\"ops\"");
    assertThat(
            send(token, "PATCH", USERS + "/eve", "{\"Operations\":[{\"op\":\"burn\"}]}").status())
        .isEqualTo(400);

    assertThat(send(token, "DELETE", USERS + "/eve", "").status()).isEqualTo(204);
    Answer gone = api.get(token, USERS + "/eve");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("schemas").get(0).asString())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    assertThat(directory("scim-leavers")).contains("\"name\":\"Eve\"");
  }

  @Test
  void keepsTheTimeAtWhichAUserLeft() {
    String tenant = "scim-left" + System.nanoTime();
    Instant left = Instant.parse("2026-01-31T16:00:00Z");
    DirectoryEntry eve =
        new DirectoryEntry(
            DirectoryKind.USER, "eve", "Eve", null, null, null, null, left, DirectoryEntry.SCIM);
    JsonNode scim = JsonMapper.shared().readTree("{\"userName\":\"eve\",\"active\":false}");
    api.bean(DirectoryStore.class).putAll(tenant, "idp", List.of(new Named(eve, scim)));

    String rename = "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Eve B\"}";
    send(keeper(tenant), "PATCH", USERS + "/eve", "{\"Operations\":[" + rename + "]}");
    assertThat(directory(tenant)).contains("\"name\":\"Eve B\"", "\"valid_to\":\"" + left + '"');

    send(keeper(tenant), "PUT", USERS + "/eve", "{\"userName\":\"eve\",\"active\":true}");
    assertThat(directory(tenant)).contains("\"valid_to\":null");
  }

  @Test
  void groupsAreDepartmentsOfTheirMembers() {
    String token = keeper("scim-groups");
    for (String user : List.of("a", "b")) {
      send(token, "POST", USERS, "{\"userName\":\"" + user + "\"}");
    }
    Answer created =
        send(token, "POST", GROUPS, "{\"displayName\":\"Search\",\"members\":[{\"value\":\"a\"}]}");
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(department("scim-groups", "a")).isEqualTo("Search");

    String patch =
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"b\"}]},"
            + "{\"op\":\"remove\",\"path\":\"members[value eq \\\"a\\\"]\"}]}";
    Answer patched = send(token, "PATCH", GROUPS + "/Search", patch);
    assertThat(patched.json().path("members").toString()).isEqualTo("[{\"value\":\"b\"}]");
    assertThat(department("scim-groups", "a")).isNull();
    assertThat(department("scim-groups", "b")).isEqualTo("Search");
    assertThat(countGroups(token, "search")).isEqualTo(1);
    assertThat(send(token, "DELETE", GROUPS + "/Search", "").status()).isEqualTo(204);
    assertThat(department("scim-groups", "b")).isNull();
  }

  @Test
  void keepsEveryMemberOfRequestsAtTheSameTime() {
    String token = keeper("scim-parallel");
    send(token, "POST", GROUPS, "{\"displayName\":\"Search\"}");
    List<String> users = IntStream.range(0, 8).mapToObj(number -> "user-" + number).toList();

    List<CompletableFuture<Integer>> patches =
        users.stream()
            .map(user -> CompletableFuture.supplyAsync(() -> addMember(token, user)))
            .toList();
    assertThat(patches).extracting(CompletableFuture::join).containsOnly(200);

    JsonNode members = api.get(token, GROUPS + "/Search").json().path("members");
    assertThat(members.findValuesAsString("value")).containsExactlyInAnyOrderElementsOf(users);
  }

  private int addMember(String token, String user) {
    String patch =
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
            + user
            + "\"}]}]}";
    return send(token, "PATCH", GROUPS + "/Search", patch).status();
  }

  /** A provider that did not find the group by its new name would create another one. */
  @Test
  void findsGroupsByTheNameThatTheyHaveNow() {
    String token = keeper("scim-renamed");
    send(token, "POST", USERS, "{\"userName\":\"a\"}");
    send(token, "POST", GROUPS, "{\"displayName\":\"Search\",\"members\":[{\"value\":\"a\"}]}");
    String rename =
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Discovery\"}]}";

    Answer renamed = send(token, "PATCH", GROUPS + "/Search", rename);

    assertThat(renamed.json().path("displayName").asString()).isEqualTo("Discovery");
    assertThat(countGroups(token, "discovery")).isEqualTo(1);
    assertThat(countGroups(token, "Search")).isZero();
    assertThat(department("scim-renamed", "a")).isEqualTo("Search");

    String another = "{\"displayName\":\"Search\",\"members\":[{\"value\":\"a\"}]}";
    Answer created = send(token, "POST", GROUPS, another);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.json().path("id").asString()).isEqualTo("Search 2");
    assertThat(department("scim-renamed", "a")).isEqualTo("Search 2");
    assertThat(countGroups(token, "Search")).isEqualTo(1);
    assertThat(send(token, "POST", GROUPS, another).status()).isEqualTo(409);
  }

  @Test
  void numbersNoGroupAsADepartmentOfTheApi() {
    String tenant = "scim-numbered";
    String token = keeper(tenant);
    String root = api.tokens().superAdmin(tenant, "root");
    String paris = "{\"kind\":\"department\",\"id\":\"Search 2\",\"name\":\"Search Paris\"}";
    api.send(root, "PUT", "/api/v1/directory", "application/x-ndjson", paris);
    send(token, "POST", GROUPS, "{\"displayName\":\"Search\"}");
    String rename =
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Discovery\"}]}";
    send(token, "PATCH", GROUPS + "/Search", rename);

    Answer created = send(token, "POST", GROUPS, "{\"displayName\":\"Search\"}");

    assertThat(created.json().path("id").asString()).as(created.text()).isEqualTo("Search 3");
    assertThat(directory(tenant)).contains("Search Paris");
  }

  private int countGroups(String token, String name) {
    return api.get(token, GROUPS, "filter", "displayName eq \"" + name + '"')
        .json()
        .path("totalResults")
        .asInt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CORP\\\\ada",
        "a/b",
        "100%",
        "a;b",
        "a//b",
        "..",
        "a?b#c",
        "a\\u0001b",
        "base64url-YQ",
        "a+b c@é"
      })
  void reachesUsersAndGroupsWhoseNamesCannotStandInPaths(String quoted) {
    String tenant = "scim-names" + System.nanoTime();
    String token = keeper(tenant);
    String user = "{\"userName\":\"" + quoted + "\",\"active\":true}";
    JsonNode created = send(token, "POST", USERS, user).json();
    String name = created.path("userName").asString();
    String id = created.path("id").asString();
    assertThat(name).isNotEmpty();
    String path = USERS + '/' + URLEncoder.encode(id, UTF_8).replace("+", "%20");

    assertThat(api.get(token, path).json().path("userName").asString()).isEqualTo(name);
    for (String attribute : List.of("userName", "id")) {
      String value = attribute.equals("id") ? id : quoted;
      JsonNode found = api.get(token, USERS, "filter", attribute + " eq \"" + value + '"').json();
      assertThat(found.path("Resources").path(0).path("id").asString()).isEqualTo(id);
    }
    String off = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}";
    assertThat(send(token, "PATCH", path, off).json().path("active").asBoolean()).isFalse();
    assertThat(send(token, "PUT", path, user).json().path("active").asBoolean()).isTrue();

    String group = "{\"displayName\":\"" + quoted + "\",\"members\":[{\"value\":\"" + id + "\"}]}";
    String groupId = send(token, "POST", GROUPS, group).json().path("id").asString();
    assertThat(department(tenant, name)).isEqualTo(name);
    String removal =
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}]}";
    String groupPath = GROUPS + '/' + URLEncoder.encode(groupId, UTF_8).replace("+", "%20");
    JsonNode left = send(token, "PATCH", groupPath, removal).json();
    assertThat(left.path("members").isEmpty()).as(left.toString()).isTrue();
    assertThat(department(tenant, name)).isNull();
    assertThat(send(token, "DELETE", groupPath, "").status()).isEqualTo(204);
    assertThat(send(token, "DELETE", path, "").status()).isEqualTo(204);
    assertThat(api.get(token, path).status()).isEqualTo(404);
  }

  @Test
  void removesMembersByTheIdsOfEarlierReleases() {
    String token = keeper("scim-former");
    for (String user : List.of("a;b", "c/d", "e")) {
      send(token, "POST", USERS, "{\"userName\":\"" + user + "\"}");
    }
    String members = "[{\"value\":\"a;b\"},{\"value\":\"c/d\"},{\"value\":\"e\"}]";
    send(token, "POST", GROUPS, "{\"displayName\":\"Ops\",\"members\":" + members + '}');
    assertThat(department("scim-former", "a;b")).isEqualTo("Ops");

    String patch =
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"a;b\\\"]\"},"
            + "{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"c/d\"}]}]}";
    JsonNode left = send(token, "PATCH", GROUPS + "/Ops", patch).json();

    assertThat(left.path("members").toString()).isEqualTo("[{\"value\":\"e\"}]");
    assertThat(department("scim-former", "a;b")).isNull();
    assertThat(department("scim-former", "c/d")).isNull();
    assertThat(department("scim-former", "e")).isEqualTo("Ops");
  }

  @Test
  void needsARoleAndStaysInItsTenant() {
    send(keeper("scim-one"), "POST", USERS, "{\"userName\":\"u\"}");
    assertThat(api.get(keeper("scim-two"), USERS + "/u").status()).isEqualTo(404);
    assertThat(api.get(keeper("scim-two"), USERS).json().path("totalResults").asInt()).isZero();
    Answer member = api.get(api.tokens().member("scim-one", "u"), USERS);
    assertThat(member.status()).isEqualTo(403);
    assertThat(member.json().path("status").asString()).isEqualTo("403");
    assertThat(api.get(null, USERS).status()).isEqualTo(401);
  }

  @Test
  void readsLongValuesOfFilters() {
    String token = keeper("scim-long");
    send(token, "POST", USERS, "{\"userName\":\"eve\"}");
    for (String character : List.of("a", "\\\\", "\\u0041")) {
      String value = character.repeat(15_000 / character.length());
      Answer none = api.get(token, USERS, "filter", "userName eq \"" + value + '"');
      assertThat(none.json().path("totalResults").asInt(-1)).as(none.text()).isZero();
    }
  }

  @Test
  void rejectsBodiesThatAreNoMessages() {
    String token = keeper("scim-hostile");
    for (String body :
        List.of(
            "",
            "[]",
            "{",
            "{\"userName\":7}",
            "{\"userName\":\"\"}",
            "{\"userName\":\"x\",\"a\":" + "[".repeat(50) + "}")) {
      Answer answer = send(token, "POST", USERS, body);
      assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
      assertThat(answer.json().path("scimType").asString()).startsWith("invalid");
    }
    assertThat(
            send(token, "POST", USERS, "{\"userName\":\"" + "x".repeat(2 << 20) + "\"}").status())
        .isEqualTo(413);
  }

  private String keeper(String tenant) {
    return api.tokens()
        .sign(Tokens.claims(tenant, "idp").claim("roles", List.of("directory")).build());
  }

  private String directory(String tenant) {
    return api.get(api.tokens().superAdmin(tenant, "root"), "/api/v1/directory").text();
  }

  private String department(String tenant, String user) {
    JsonNode entry =
        api.get(
                api.tokens().superAdmin(tenant, "root"),
                "/api/v1/directory",
                "kind",
                "user",
                "id",
                user)
            .json()
            .path("entries")
            .get(0);
    return entry.path("department").isNull() ? null : entry.path("department").asString();
  }

  private Answer send(String token, String method, String path, String body) {
    return api.send(token, method, path, "application/scim+json", body);
  }
}
