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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which identity providers name attributes. */
@Tag("fast")
class ScimPatchTest {

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String IN_MATH =
      "{'userName':'ada','ENTERPRISE':{'department':'math','manager':{'value':'bob'}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'value':{'ENTERPRISE':{'department':'ops'}}",
        "'value':{'ENTERPRISE:department':'ops'}",
        "'path':'ENTERPRISE','value':{'department':'ops'}",
        "'path':'ENTERPRISE:department','value':'ops'",
      })
  void changesAnAttributeOfTheExtensionAlone(String change) {
    for (String op : new String[] {"add", "replace"}) {
      ObjectNode user = apply(IN_MATH, "'op':'" + op + "'," + change);

      assertThat(ScimUser.readDepartment(user)).contains("ops");
      assertThat(managerOf(user)).isEqualTo("bob");
      assertThat(ScimUser.readDepartment(apply("{'userName':'eve'}", "'op':'add'," + change)))
          .contains("ops");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'op':'replace','path':'ENTERPRISE:manager.value','value':'eve'     | eve",
        "'op':'replace','path':'ENTERPRISE:manager','value':'eve'           | eve",
        "'op':'replace','value':{'ENTERPRISE':{'manager':{'value':'eve'}}}  | eve",
        "'op':'remove','path':'ENTERPRISE:manager'                          |",
        "'op':'remove','path':'ENTERPRISE'                                  |",
      })
  void changesManagers(String operation, String manager) {
    assertThat(managerOf(apply(IN_MATH, operation))).isEqualTo(manager);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'path':'CORE:displayName','value':'Ada'",
        "'value':{'CORE':{'displayName':'Ada'}}",
        "'value':{'CORE:displayName':'Ada'}",
        "'value':{'displayName':'Ada'}",
      })
  void namesAttributesOfUsersByTheirSchema(String change) {
    ObjectNode user = apply(IN_MATH, "'op':'replace'," + change);

    assertThat(ScimUser.toEntry(user, null, Instant.EPOCH).name()).isEqualTo("Ada");
  }

  @Test
  void leavesArraysWhoseItemsAreNotNamed() {
    String user = "{'userName':'ada','emails':[{'value':'a@example.com'}]}";

    assertThat(apply(user, "'op':'replace','path':'emails.value','value':'b'"))
        .isEqualTo(parse(user));
  }

  private static String managerOf(ObjectNode user) {
    DirectoryEntry entry = ScimUser.toEntry(user, null, Instant.EPOCH);
    return entry.manager();
  }

  private static ObjectNode apply(String resource, String operation) {
    ObjectNode patched = parse(resource);
    ScimPatch.applyPatch(patched, parse("{'Operations':[{" + operation + "}]}"));
    return patched;
  }

  private static ObjectNode parse(String text) {
    String json = text.replace('\'', '"').replace("ENTERPRISE", ENTERPRISE).replace("CORE", CORE);
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
