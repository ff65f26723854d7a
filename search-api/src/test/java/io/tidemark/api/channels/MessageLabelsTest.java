/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.channels.texts.Language;
import io.tidemark.api.channels.texts.MessageLabels;
import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.people.PeopleSample;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages get the names of the directory when they are sent. */
@Tag("node")
class MessageLabelsTest {

  private static final String TENANT = "named-messages";

  private static LiveApi api;

  @BeforeAll
  static void writeNames() {
    api = LiveApi.shared();
    PeopleSample.put(
        api,
        api.tokens().superAdmin(TENANT, "root"),
        "{\"kind\":\"user\",\"id\":\"alice\",\"name\":\"Alice\\u202eLi\"}",
        "{\"kind\":\"user\",\"id\":\"11\",\"name\":\"Eleven\"}");
  }

  @Test
  void budgetsNameTheAccountAndWhoAsks() {
    String data =
        "{\"budget\":\"dev\",\"value\":\"alice\",\"per\":\"user_id\",\"percent\":80,"
            + "\"amount\":\"7\",\"asked_by\":\"alice\"}";
    Message level = message(MessageTexts.BUDGET_LEVEL, data);

    Message sent = addLabels(level);

    assertThat(sent.data().path("value").asString()).isEqualTo("alice");
    assertThat(sent.data().path("label").asString()).isEqualTo("Alice\u202eLi");
    assertThat(level.data().has("label")).as("the stored message").isFalse();
    assertThat(text(sent).title()).contains("dev · Alice Li (alice)");
    MessageText request = text(addLabels(message(MessageTexts.BUDGET_REQUEST, data)));
    assertThat(request.lines()).anyMatch(line -> line.contains("Alice Li (alice)"));
    assertThat(AlertIdentity.of(sent)).isEqualTo(AlertIdentity.of(level));
  }

  @Test
  void alertsNameTheirGroupsAndNotTheirNumbers() {
    String data =
        "{\"monitor\":\"m\",\"group\":\"alice\",\"per\":\"user_id\",\"state\":\"firing\","
            + "\"value\":\"11\",\"groups\":[{\"group\":\"alice\",\"value\":\"11\"},"
            + "{\"group\":\"bob\",\"value\":\"11\"},{\"group\":null,\"value\":\"11\"}]}";

    Message sent = addLabels(message(MessageTexts.ALERT_CHANGED, data));

    assertThat(sent.data().path("groups").path(0).path("label").asString()).contains("Alice");
    assertThat(sent.data().path("groups").path(1).has("label")).isFalse();
    assertThat(sent.data().path("groups").path(2).has("label")).isFalse();
    assertThat(text(sent).title()).contains("m · Alice Li (alice)");
    assertThat(text(sent).lines()).anyMatch(line -> line.contains("Alice Li (alice): 11"));
  }

  @Test
  void messagesWithoutNamesStayAsTheyAre() {
    Message other = message("io.tidemark.channel.test", "{\"channel\":\"ops\"}");
    assertThat(addLabels(other)).isEqualTo(other);
    Message odd = message(MessageTexts.BUDGET_LEVEL, "{\"per\":7,\"value\":{\"a\":1}}");
    assertThat(addLabels(odd)).isEqualTo(odd);
  }

  private static Message addLabels(Message message) {
    return api.bean(MessageLabels.class).addTo(message);
  }

  private static MessageText text(Message message) {
    return new MessageTexts(Language.EN, ZoneId.of("UTC")).writeText(message);
  }

  private static Message message(String type, String data) {
    JsonNode json = JsonMapper.shared().readTree(data);
    return new Message("msg_1", TENANT, "ops", type, "dev/alice", json, LiveApi.NOW);
  }
}
