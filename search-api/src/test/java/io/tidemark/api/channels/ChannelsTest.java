/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.outbox.MessageKey;
import io.tidemark.api.outbox.Outbox;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.stack.process.Await;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Channels and the outbox together: over HTTP, a real Elasticsearch node, a scripted receiver. */
@Tag("node")
class ChannelsTest {

  private static final String PATH = "/api/v1/channels";
  private static final String TENANT = "channels-tenant";

  @TempDir static Path secrets;
  private static final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private static final List<String> robotAsked = new CopyOnWriteArrayList<>();
  private static final List<String> goneAsked = new CopyOnWriteArrayList<>();
  private static LoopbackServer server;
  private static LiveApi api;
  private static LiveApi other;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectory(secrets.resolve(TENANT));
    Files.writeString(
        secrets.resolve(TENANT).resolve("hook"),
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    server =
        LoopbackServer.start(
            request -> {
              if (request.path().equals("/robot")) {
                robotAsked.add(request.target().toString());
                return Reply.json("{\"errcode\":0}");
              }
              if (request.path().equals("/gone")) {
                goneAsked.add(request.header("webhook-id"));
                return Reply.status(410);
              }
              received.add(request.header("webhook-id"));
              return Reply.status(204);
            });
    Files.writeString(secrets.resolve(TENANT).resolve("key"), "robot-key-1");
    String[] options = {
      "--tidemark.channels.secrets-path=" + secrets,
      "--tidemark.channels.allowed-hosts=127.0.0.1",
      "--tidemark.outbox.enabled=true"
    };
    api = LiveApi.beside(options);
    other = LiveApi.beside(options);
  }

  @AfterAll
  static void stop() {
    api.close();
    other.close();
    server.close();
  }

  @Test
  void aMessageOfTwoInstancesReachesItsReceiverOnce() throws Exception {
    assertThat(put("ops", channel("")).status()).isIn(200, 201);
    MessageKey key = new MessageKey(TENANT, "budget", "dev", 1, "alice", "2026-03-12", "80", "ops");

    boolean first =
        api.bean(Outbox.class).add(key, "t", "dev/alice", JsonNodeFactory.instance.objectNode());
    boolean second =
        other.bean(Outbox.class).add(key, "t", "dev/alice", JsonNodeFactory.instance.objectNode());

    assertThat(List.of(first, second)).containsExactly(true, false);
    assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(key.messageId());
    awaitState(key.messageId(), "sent");
    assertThat(received).isEmpty();
  }

  @Test
  void aMessageOfADisabledChannelIsDropped() throws Exception {
    put("off", channel(",\"enabled\":false"));
    MessageKey key = new MessageKey(TENANT, "budget", "dev", 1, "bob", "p", "80", "off");
    api.bean(Outbox.class).add(key, "t", "dev/bob", JsonNodeFactory.instance.objectNode());
    awaitState(key.messageId(), "dropped");
    assertThat(received).isEmpty();
  }

  @Test
  void aReceiverThatWantsNoMoreMessagesDisablesItsChannel() {
    put("gone", channel("").replace("/hook", "/gone"));
    ChannelMessages messages = api.bean(ChannelMessages.class);

    Delivery first = messages.send(messageTo("gone"));
    Delivery next = messages.send(messageTo("gone"));

    assertThat(first.outcome()).isEqualTo(Delivery.Outcome.FAIL);
    assertThat(first.reason()).contains("410").endsWith("The channel is disabled.");
    assertThat(next.outcome()).isEqualTo(Delivery.Outcome.DROP);
    assertThat(goneAsked).hasSize(1);
    JsonNode stored = api.get(root(), PATH + "/gone").json();
    assertThat(stored.at("/body/enabled").asBoolean(true)).isFalse();
    assertThat(stored.path("changed_by").asString()).isEqualTo("tidemark");
  }

  /** It may stand in a file that another instance has. */
  @Test
  void aMessageOfAnAbsentChannelIsTriedAgain() {
    Delivery delivery = api.bean(ChannelMessages.class).send(messageTo("absent"));

    assertThat(delivery)
        .isEqualTo(Delivery.retry("There is no channel with this id.", Duration.ZERO));
    assertThat(api.bean(KnownChannels.class).needsAllGroups(TENANT, "absent")).isTrue();
  }

  private static Message messageTo(String channel) {
    return new Message(
        "msg_" + channel,
        TENANT,
        channel,
        "t",
        "dev/alice",
        JsonNodeFactory.instance.objectNode(),
        LiveApi.NOW);
  }

  @Test
  void testsAChannelAtOnce() {
    put("ops", channel(""));
    put("bad", channel("").replace("file:hook", "file:none"));
    String member = api.tokens().member(TENANT, "m");

    assertThat(test(root(), "ops").text())
        .isEqualTo("{\"id\":\"ops\",\"delivered\":true,\"reason\":null}");
    received.clear();
    assertThat(test(root(), "bad").json().path("reason").asString())
        .isEqualTo("There is no secret file:none.");
    assertThat(test(root(), "none").status()).isEqualTo(404);
    assertThat(test(member, "ops").status()).isEqualTo(403);
    assertThat(received).isEmpty();
  }

  @Test
  void aChannelThatCannotBeReadKeepsItsMessages() {
    // Its host was allowed when it was stored.
    String body = "{\"type\":\"alertmanager\",\"url\":\"http://localhost:9093\"}";
    SettingSample.store(api, "channel", TENANT, "forbidden", body, LiveApi.NOW);

    Delivery delivery = api.bean(ChannelMessages.class).send(messageTo("forbidden"));

    assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.RETRY);
    assertThat(delivery.reason()).startsWith("The channel cannot be read: url: ");
    Answer tested = test(root(), "forbidden");
    assertThat(tested.status()).as(tested.text()).isEqualTo(200);
    assertThat(tested.json().path("reason").asString()).startsWith("url: ");
  }

  @Test
  void instancesShareTheLimitOfARobotWithoutStoringItsKey() {
    String robot = server.uri() + "/robot";
    put("robot", "{\"type\":\"wecom\",\"token\":\"file:key\",\"url\":\"" + robot + "\"}");

    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      answers.add(test(i % 2 == 0 ? api : other, root(), "robot"));
    }

    assertThat(answers.subList(0, 20))
        .allMatch(answer -> answer.json().path("delivered").asBoolean());
    assertThat(answers.get(20).json().path("reason").asString()).contains("as many messages");
    assertThat(robotAsked).hasSize(20).containsOnly("/robot?key=robot-key-1");
    String indices = "/tidemark-messages,tidemark-settings,tidemark-changes";
    assertThat(answers + api.elasticsearch("GET", indices + "/_search?size=10000", ""))
        .contains("receiver_")
        .doesNotContain("robot-key-1");
  }

  @Test
  void aChannelWhoseHostIsNoLongerAllowedCanBeDisabled() {
    String body =
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://10.0.0.1/x\","
            + "\"enabled\":false}";
    assertThat(put("unreachable", body).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}|type",
        "{\"type\":\"pigeon\"}|type",
        "{\"type\":\"webhook\",\"secret\":\"whsec_AAEC\"}|secret",
        "{\"type\":\"webhook\",\"secret\":\"file:../x\"}|secret",
        "{\"type\":\"webhook\",\"secret\":\"file:/etc/passwd\"}|secret",
        "{\"type\":\"webhook\",\"secret\":\"file:a\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"http://example.com\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://u:p@example.com\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\":\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://10.0.0.1/x\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://[fd00::1]/x\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://a.b:65536/x\"}|url",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://a.b\",\"enabled\":1}|enabled",
        "{\"type\":\"webhook\",\"secret\":\"file:a\",\"url\":\"https://a.b\",\"x\":1}|x",
        "{\"type\":\"wecom\"}|url",
        "{\"type\":\"wecom\",\"url\":\"https://qyapi.weixin.qq.com/send?key=AAEC\"}|url",
        "{\"type\":\"feishu\",\"url\":\"https://open.feishu.cn/hook/AAEC\"}|url",
        "{\"type\":\"wecom\",\"token\":\"AAEC\"}|token",
        "{\"type\":\"wecom\",\"token\":\"env:a-b\"}|token",
        "{\"type\":\"wecom\",\"token\":\"file:a\",\"secret\":\"file:a\"}|secret",
        "{\"type\":\"slack\",\"token\":\"file:a\",\"language\":\"fr\"}|language",
        "{\"type\":\"slack\",\"token\":\"file:a\",\"time_zone\":\"Mars\"}|time_zone",
        "{\"type\":\"mail\"}|to",
        "{\"type\":\"mail\",\"to\":[]}|to",
        "{\"type\":\"mail\",\"to\":[\"a@b.c\",\"x\"]}|to[1]",
        "{\"type\":\"alertmanager\"}|url"
      })
  void rejectsAChannelWithTheEntryThatIsWrong(String bodyAndEntry) {
    int bar = bodyAndEntry.lastIndexOf('|');

    Answer answer = put("wrong", bodyAndEntry.substring(0, bar));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo(bodyAndEntry.substring(bar + 1));
    assertThat(answer.text()).doesNotContain("AAEC", "u:p");
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }

  private static String channel(String more) {
    return "{\"type\":\"webhook\",\"url\":\"http://127.0.0.1:"
        + server.port()
        + "/hook\",\"secret\":\"file:hook\""
        + more
        + "}";
  }

  private static Answer put(String id, String body) {
    return api.send(root(), "PUT", PATH + "/" + id, body);
  }

  private static Answer test(String token, String id) {
    return test(api, token, id);
  }

  private static Answer test(LiveApi instance, String token, String id) {
    return instance.send(
        instance
            .request(token, PATH + "/" + id + ":test")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static void awaitState(String id, String state) {
    String expected = "\"state\":\"" + state + "\"";
    boolean held = Await.until(() -> readMessage(id).contains(expected), Duration.ofMinutes(1));
    assertThat(held).as(readMessage(id)).isTrue();
  }

  private static String readMessage(String id) {
    return api.elasticsearch("GET", "/tidemark-messages/_doc/" + id, "");
  }
}
