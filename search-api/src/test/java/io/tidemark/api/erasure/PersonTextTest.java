/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("fast")
class PersonTextTest {

  private final PersonText person = new PersonText("alice", "p-1");

  @Test
  void replacesMembersAndRemovesTheirNames() {
    ObjectNode group =
        parse(
            "{\"name\":\"alice\",\"scim\":{\"members\":[{\"value\":\"alice\","
                + "\"display\":\"Alice Li\",\"$ref\":\"../Users/alice\",\"type\":\"User\"},"
                + "{\"value\":\"bob\",\"display\":\"Bob\"}]}}");

    assertThat(person.replaceIn(group)).isTrue();

    assertThat(group)
        .isEqualTo(
            parse(
                "{\"name\":\"alice\",\"scim\":{\"members\":[{\"value\":\"p-1\",\"type\":\"User\"},"
                    + "{\"value\":\"bob\",\"display\":\"Bob\"}]}}"));
    assertThat(person.replaceIn(group)).isFalse();
  }

  @Test
  void replacesManagersInEveryForm() {
    ObjectNode user =
        parse(
            "{\"a\":{\"manager\":{\"displayName\":\"A\",\"value\":\"alice\"}},\"manager\":\"alice\"}");

    assertThat(person.replaceIn(user)).isTrue();

    assertThat(user)
        .isEqualTo(parse("{\"a\":{\"manager\":{\"value\":\"p-1\"}},\"manager\":\"p-1\"}"));
  }

  private static ObjectNode parse(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
