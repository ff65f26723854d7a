/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.directory.DirectoryEntry;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries of the users that identity providers send. */
@Tag("fast")
class ScimUserTest {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static String managerOf(String sent) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "ada");
    user.putObject(ENTERPRISE).putObject("manager").put("value", sent);
    return ScimUser.toEntry(user, null, Instant.EPOCH).manager();
  }

  @Test
  void findsManagersWhoseEncodedIdIsLongerThanANameMayBe() {
    String manager = "CORP\\" + "m".repeat(DirectoryEntry.LONGEST - 5);
    assertThat(ScimId.ofName(manager).length()).isGreaterThan(DirectoryEntry.LONGEST);

    assertThat(managerOf(ScimId.ofName(manager))).isEqualTo(manager);
  }

  @Test
  void cutsManagersThatNoUserCanBe() {
    assertThat(managerOf("m".repeat(DirectoryEntry.LONGEST + 1)))
        .isEqualTo("m".repeat(DirectoryEntry.LONGEST));
  }

  @Test
  void answersHaveManagersThatWereSentAsTexts() {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "ada");
    user.putObject(ENTERPRISE).put("manager", "bob");

    ObjectNode answer = ScimUser.toResource(ScimUser.toEntry(user, null, Instant.EPOCH), user);

    assertThat(answer.path(ENTERPRISE).path("manager").path("value").asString()).isEqualTo("bob");
  }
}
