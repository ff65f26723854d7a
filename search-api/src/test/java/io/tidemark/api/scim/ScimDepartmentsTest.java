/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.Tokens;
import io.tidemark.api.people.LargeGroups;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Departments of users follow what identity providers take away. */
@Tag("node")
class ScimDepartmentsTest {

  private static final String USERS = "/scim/v2/Users";
  private static final String GROUPS = "/scim/v2/Groups";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String ADA = "{\"userName\":\"ada\"}";
  private static final String ADA_IN_MATH =
      "{\"userName\":\"ada\",\"" + ENTERPRISE + "\":{\"department\":\"math\"}}";

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "scim-departments" + System.nanoTime();
  private final String token =
      api.tokens().sign(Tokens.claims(tenant, "idp").claim("roles", List.of("directory")).build());

  @Test
  void aDepartmentThatIsNoLongerSentIsGone() {
    send("POST", USERS, ADA_IN_MATH);
    assertThat(department("ada")).isEqualTo("math");
    patch(USERS + "/ada", "{\"op\":\"remove\",\"path\":\"" + ENTERPRISE + ":department\"}");
    assertThat(department("ada")).isNull();

    send("PUT", USERS + "/ada", ADA_IN_MATH);
    assertThat(department("ada")).isEqualTo("math");
    send("PUT", USERS + "/ada", ADA);
    assertThat(department("ada")).isNull();
  }

  @Test
  void usersWithoutADepartmentOfTheirOwnBelongToAGroup() {
    send("POST", USERS, ADA_IN_MATH);
    createGroup("A", "ada");
    createGroup("B", "ada");
    assertThat(department("ada")).isEqualTo("math");

    send("PUT", USERS + "/ada", ADA);
    assertThat(department("ada")).isEqualTo("A");
  }

  @Test
  void usersWhoComeBackBelongToTheirGroup() {
    send("POST", USERS, ADA);
    createGroup("A", "ada");
    send("DELETE", USERS + "/ada", "");

    send("POST", USERS, ADA);

    assertThat(department("ada")).isEqualTo("A");
  }

  @Test
  void usersKeepWhatChangesWhileTheirGroupIsWritten() {
    send("POST", USERS, ADA);
    DirectoryStore store = api.bean(DirectoryStore.class);
    Named read = store.find(tenant, DirectoryKind.USER, "ada").orElseThrow();
    patch(USERS + "/ada", "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");

    api.bean(ScimGroupController.class)
        .moveUsers(Scope.ofTenant(tenant), List.of(new ScimGroupController.Move(read, null, "A")));

    assertThat(department("ada")).isEqualTo("A");
    JsonNode ada = api.get(token, USERS + "/ada").json();
    assertThat(ada.path("active").asBoolean(true)).isFalse();
    assertThat(store.find(tenant, DirectoryKind.USER, "ada").orElseThrow().entry().validTo())
        .isNotNull();
  }

  @Test
  void usersWhomAnotherGroupTookStayThere() {
    send("POST", USERS, ADA);
    createGroup("A", "ada");
    Named read =
        api.bean(DirectoryStore.class).find(tenant, DirectoryKind.USER, "ada").orElseThrow();
    createGroup("B", "ada");

    api.bean(ScimGroupController.class)
        .moveUsers(Scope.ofTenant(tenant), List.of(new ScimGroupController.Move(read, "A", null)));

    assertThat(department("ada")).isEqualTo("B");
  }

  @Test
  void usersWhoLeaveAGroupBelongToAnotherOne() {
    send("POST", USERS, ADA);
    createGroup("A", "ada");
    createGroup("B", "ada");
    createGroup("C", "ada");
    assertThat(department("ada")).isEqualTo("C");
    send("PUT", USERS + "/ada", ADA);
    assertThat(department("ada")).isEqualTo("C");

    send("DELETE", GROUPS + "/C", "");
    assertThat(department("ada")).isEqualTo("A");
    patch(GROUPS + "/A", "{\"op\":\"remove\",\"path\":\"members[value eq \\\"ada\\\"]\"}");
    assertThat(department("ada")).isEqualTo("B");
    send("PUT", GROUPS + "/B", "{\"displayName\":\"B\",\"members\":[]}");
    assertThat(department("ada")).isNull();
  }

  /** A provider repeats a request of which not all was written. */
  @Test
  void writesAGroupAfterItsMembers() {
    send("POST", USERS, ADA);
    createGroup("A", "ada");
    assertThat(listWritten()).containsExactly("ada", "A");

    send("DELETE", GROUPS + "/A", "");
    assertThat(listWritten()).containsExactly("ada", "A");
  }

  private List<String> listWritten() {
    String body =
        "{\"query\":{\"term\":{\"tenant_id\":\"" + tenant + "\"}},\"sort\":[\"_seq_no\"]}";
    List<String> ids = new ArrayList<>();
    JsonNode answer =
        JsonMapper.shared()
            .readTree(api.elasticsearch("POST", "/tidemark-directory/_search", body));
    answer
        .path("hits")
        .path("hits")
        .forEach(hit -> ids.add(hit.path("_source").path("id").asString()));
    return ids;
  }

  @Test
  void findsGroupsOnLaterPages() {
    for (int i = 100; i < 151; i++) {
      createGroup("g" + i, "bob");
    }
    createGroup("h", "ada");

    send("POST", USERS, ADA);

    assertThat(department("ada")).isEqualTo("h");
  }

  @Test
  void findsAGroupAmongManyWithManyMembers() {
    LargeGroups.put(api, tenant, "ada");

    send("POST", USERS, ADA);
    assertThat(department("ada")).isEqualTo(LargeGroups.LAST);

    send("DELETE", GROUPS + "/" + LargeGroups.LAST, "");
    assertThat(department("ada")).isNull();
    LargeGroups.delete(api, tenant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remove | ,\"value\":{\"value\":\"a\"}   | b,c",
        "remove | ,\"value\":[{\"value\":\"a\"}] | b,c",
        "remove | ,\"value\":\"a\"               | b,c",
        "remove | ,\"value\":[]                  | a,b,c",
        "remove | ,\"value\":{\"value\":\"z\"}   | a,b,c",
        "remove | ''                             | ''",
        "remove | ,\"value\":null                | ''",
        "replace| ,\"value\":{\"value\":\"b\"}   | b",
        "add    | ,\"value\":{\"value\":\"d\"}   | a,b,c,d",
      })
  void changesTheMembersThatAreNamed(String operation, String value, String left) {
    send("POST", USERS, "{\"userName\":\"a\"}");
    String members = "[{\"value\":\"a\"},{\"value\":\"b\"},{\"value\":\"c\"}]";
    send("POST", GROUPS, "{\"displayName\":\"G\",\"members\":" + members + '}');

    JsonNode group =
        patch(GROUPS + "/G", "{\"op\":\"" + operation + "\",\"path\":\"members\"" + value + '}');

    assertThat(String.join(",", group.path("members").findValuesAsString("value"))).isEqualTo(left);
    assertThat(department("a")).isEqualTo(left.contains("a") ? "G" : null);
  }

  private void createGroup(String name, String member) {
    send(
        "POST",
        GROUPS,
        "{\"displayName\":\"" + name + "\",\"members\":[{\"value\":\"" + member + "\"}]}");
  }

  private JsonNode patch(String path, String operation) {
    return send("PATCH", path, "{\"Operations\":[" + operation + "]}").json();
  }

  private String department(String user) {
    String root = api.tokens().superAdmin(tenant, "root");
    JsonNode entry =
        api.get(root, "/api/v1/directory", "kind", "user", "id", user)
            .json()
            .path("entries")
            .get(0);
    return entry.path("department").isNull() ? null : entry.path("department").asString();
  }

  private Answer send(String method, String path, String body) {
    Answer answer = api.send(token, method, path, "application/scim+json", body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201, 204);
    return answer;
  }
}
