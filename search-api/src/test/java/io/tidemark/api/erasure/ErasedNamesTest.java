/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.people.LargeGroups;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Erases people of any id, also from what identity providers say of others. */
@Tag("node")
class ErasedNamesTest {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static final String BOB =
      "{\"userName\":\"n-bob\",\"displayName\":\"Bob\",\""
          + ENTERPRISE
          + "\":{\"manager\":{\"value\":\"n-alice\",\"displayName\":\"Alice Li\"}}}";

  private static final String GROUP =
      "{\"displayName\":\"Search\",\"members\":["
          + "{\"value\":\"n-alice\",\"display\":\"Alice Li\"},{\"value\":\"n-bob\"}]}";

  private final LiveApi api = LiveApi.shared();

  @Test
  void erasesAPersonFromUsersAndGroupsOfAnIdentityProvider() {
    String tenant = "erasing-scim" + System.nanoTime();
    send(
        tenant,
        "POST",
        "/scim/v2/Users",
        "{\"userName\":\"n-alice\",\"displayName\":\"Alice Li\"}");
    send(tenant, "POST", "/scim/v2/Users", BOB);
    send(tenant, "POST", "/scim/v2/Groups", GROUP);

    String pseudonym = ErasureSample.erase(api, tenant, "n-alice").path("pseudonym").asString();

    assertThat(ErasureSample.stored(api, tenant, "tidemark-*"))
        .doesNotContain("n-alice", "Alice Li")
        .contains("n-bob", pseudonym);
    String groups = api.get(ErasureSample.root(api, tenant), "/scim/v2/Groups/Search").text();
    assertThat(groups).contains("n-bob", pseudonym).doesNotContain("n-alice");
  }

  @Test
  void erasesAPersonWhoseIdIdentityProvidersKnowInAnotherForm() {
    String tenant = "erasing-scim-ids" + System.nanoTime();
    String user = "CORP\\n-alice";
    String id =
        ErasureSample.send(
                api, tenant, "POST", "/scim/v2/Users", "{\"userName\":\"CORP\\\\n-alice\"}")
            .json()
            .path("id")
            .asString();
    assertThat(id).startsWith("base64url-");
    send(tenant, "POST", "/scim/v2/Users", BOB.replace("n-alice", id));
    send(tenant, "POST", "/scim/v2/Groups", GROUP.replace("n-alice", id));

    String pseudonym = ErasureSample.erase(api, tenant, user).path("pseudonym").asString();

    assertThat(ErasureSample.stored(api, tenant, "tidemark-*"))
        .doesNotContain("n-alice", id, "Alice Li")
        .contains("n-bob", pseudonym);
  }

  @Test
  void erasesAPersonAgainWhomAnIdentityProviderStillNames() {
    String tenant = "erasing-scim-again" + System.nanoTime();
    ErasureSample.writeHour(api, tenant, "n-alice", 1);
    ErasureSample.erase(api, tenant, "n-alice");
    send(tenant, "POST", "/scim/v2/Users", BOB);
    send(tenant, "POST", "/scim/v2/Groups", GROUP);
    assertThat(ErasureSample.stored(api, tenant, "tidemark-*")).contains("n-alice");

    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(2);

    assertThat(ErasureSample.stored(api, tenant, "tidemark-*"))
        .doesNotContain("n-alice", "Alice Li");
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isZero();
  }

  @Test
  void erasesAPersonFromOneOfManyGroupsWithManyMembers() {
    String tenant = "erasing-large-groups" + System.nanoTime();
    LargeGroups.put(api, tenant, "n-alice");

    String pseudonym = ErasureSample.erase(api, tenant, "n-alice").path("pseudonym").asString();

    assertThat(ErasureSample.stored(api, tenant, "tidemark-directory").contains("n-alice"))
        .isFalse();
    assertThat(ErasureSample.stored(api, tenant, "tidemark-directory").contains(pseudonym))
        .isTrue();
    LargeGroups.delete(api, tenant);
  }

  @Test
  void erasesAPersonWhoseIdAPathCannotContain() {
    String tenant = "erasing-odd-ids" + System.nanoTime();
    String user = "CORP\\n-alice;a//b/../100%\t\n";
    ErasureSample.writeHour(api, tenant, user, 3);

    ErasureSample.erase(api, tenant, user);

    assertThat(ErasureSample.stored(api, tenant, "tidemark-*"))
        .doesNotContain("n-alice")
        .contains("\"calls\":3");
  }

  @Test
  void requiresAnIdInTheBodyWithoutOneInThePath() {
    String tenant = "erasing-no-id";
    String path = "/api/v1/people:erase";
    assertThat(ErasureSample.send(api, tenant, "POST", path, "{}").status()).isEqualTo(400);
    assertThat(ErasureSample.send(api, tenant, "POST", path, "{\"id\":\" \"}").status())
        .isEqualTo(400);
    assertThat(ErasureSample.send(api, tenant, "POST", path, "{\"id\":7}").status()).isEqualTo(400);
    String unknown = "{\"id\":\"a\",\"why\":\"x\"}";
    assertThat(ErasureSample.send(api, tenant, "POST", path, unknown).status()).isEqualTo(400);
    assertThat(api.send(api.tokens().member(tenant, "m"), "POST", path, "{\"id\":\"m\"}").status())
        .isEqualTo(403);
  }

  private void send(String tenant, String method, String path, String body) {
    assertThat(ErasureSample.send(api, tenant, method, path, body).status()).isEqualTo(201);
  }
}
