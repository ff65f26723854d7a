/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "查看alice的用量 | 查看p-1的用量",
        "由alice、bob申请 | 由p-1、bob申请",
        "aliceさんとalice가 | p-1さんとp-1가",
        "alice left, alice@x.com and malice stay | p-1 left, alice@x.com and malice stay",
        "éalice and alice7 stay | éalice and alice7 stay",
      })
  void replacesIdsAmongLettersThatNeedNoSpaces(String text, String replaced) {
    assertThat(person.replaceIn(text)).isEqualTo(replaced);
    assertThat(person.isIn(text)).isEqualTo(!text.equals(replaced));
  }

  @Test
  void leavesLongerNamesInScriptsWithoutSpaces() {
    PersonText zhang = new PersonText("张伟", "p-1");

    assertThat(zhang.isIn("{\"user_id\":\"张伟明\"}")).isFalse();
    assertThat(zhang.isIn("小张伟")).isFalse();
    assertThat(zhang.isIn("{\"user_id\":\"张伟\"}")).isTrue();
    assertThat(zhang.replaceIn("user_id=张伟, 张伟明")).isEqualTo("user_id=p-1, 张伟明");
    assertThat(zhang.replaceIn("user_id=%E5%BC%A0%E4%BC%9F%E6%98%8E"))
        .isEqualTo("user_id=%E5%BC%A0%E4%BC%9F%E6%98%8E");
    assertThat(zhang.isIn("%E5%B0%8F%E5%BC%A0%E4%BC%9F")).isFalse();
    assertThat(zhang.replaceIn("?user_id=%E5%BC%A0%E4%BC%9F&a=%20"))
        .isEqualTo("?user_id=p-1&a=%20");
    assertThat(new PersonText("小alice", "p-1").replaceIn("由小alice申请")).isEqualTo("由小alice申请");
    assertThat(new PersonText("alice小", "p-1").replaceIn("由alice小")).isEqualTo("由p-1");
  }

  @Test
  void replacesGroupsInStatesOfMonitors() {
    String state =
        "{\"body\":{\"last\":{\"group\":\"=alice\"},\"groups\":{\"=alice\":{\"state\":\"firing\"},"
            + "\"=bob\":{},\"alice\":{}},\"recent\":[{\"breaching\":[\"=alice\",\"=bob\"]}],"
            + "\"unsent\":[{\"changes\":[{\"group\":\"=alice\"}]}]}}";
    ObjectNode document = parse(state);

    assertThat(person.replaceIn(document)).isTrue();

    assertThat(document).isEqualTo(parse(state.replace("=alice", "=p-1")));
    assertThat(person.replaceIn(document)).isFalse();
  }

  @Test
  void replacesIdsAsIdentityProvidersHaveThem() {
    PersonText odd = new PersonText("CORP\\alice", "p-1");
    ObjectNode document =
        parse(
            "{\"members\":[{\"value\":\"base64url-Q09SUFxhbGljZQ\"},{\"value\":\"base64url-Q09SUFxib2I\"}],"
                + "\"parameters\":\"id=base64url-Q09SUFxhbGljZQ&b=CORP%5Calice\"}");

    assertThat(odd.replaceIn(document)).isTrue();

    assertThat(document)
        .isEqualTo(
            parse(
                "{\"members\":[{\"value\":\"p-1\"},{\"value\":\"base64url-Q09SUFxib2I\"}],"
                    + "\"parameters\":\"id=p-1&b=p-1\"}"));
  }

  @Test
  void removesAReceiverOfMails() {
    PersonText mailed = new PersonText("alice@corp.com", "p-1");
    String change =
        "{\"before\":{\"type\":\"mail\",\"to\":[\"Alice@corp.com\"]},"
            + "\"after\":{\"type\":\"mail\",\"to\":[\"bob@corp.com\",\"alice@corp.com\"]},"
            + "\"cost\":{\"spread\":\"to\",\"to\":[\"alice@corp.com\"]}}";
    ObjectNode document = parse(change);

    assertThat(mailed.replaceIn(document)).isTrue();

    assertThat(document)
        .isEqualTo(
            parse(
                "{\"before\":{\"type\":\"mail\",\"to\":[\"p-1@erased.invalid\"],\"enabled\":false},"
                    + "\"after\":{\"type\":\"mail\",\"to\":[\"bob@corp.com\"]},"
                    + "\"cost\":{\"spread\":\"to\",\"to\":[\"alice@corp.com\"]}}"));
    assertThat(mailed.replaceIn(document)).isFalse();
  }

  private static ObjectNode parse(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
