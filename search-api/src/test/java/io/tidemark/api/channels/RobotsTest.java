/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Delivery.Outcome;
import io.tidemark.api.outbox.Message;
import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** WeCom, DingTalk, Feishu, Slack and Alertmanager, over a scripted receiver. */
@Tag("fast")
class RobotsTest {

  @TempDir Path secrets;
  private final ScriptedReceiver receiver = new ScriptedReceiver();
  private final PostClient client =
      new PostClient(new TargetAddresses(ChannelSample.properties(null)), Duration.ofMillis(1_500));

  @BeforeEach
  void writeSecrets() throws IOException {
    Files.createDirectory(secrets.resolve("acme"));
    write("robot", "key-0123456789");
    write("ding", "SEC000102030405060708");
    write("feishu", "feishu-secret");
    write("whole", receiver.address() + "/cgi-bin/webhook/send?key=key-0123456789");
  }

  @AfterEach
  void stop() throws IOException {
    client.destroy();
    receiver.close();
  }

  private void write(String name, String secret) throws IOException {
    Files.writeString(secrets.resolve("acme").resolve(name), secret + "\n");
  }

  @Test
  void signsAsTheTestVectorsOfTheRobotsSay() {
    assertThat(RobotSignature.signForDingTalk("SEC000102030405060708", 1_767_229_200_000L))
        .isEqualTo("PIy3aOCC35aZfC1vBxSICybf1PGCdqNYIUkro+HYFD4=");
    assertThat(RobotSignature.signForFeishu("feishu-secret", 1_767_229_200L))
        .isEqualTo("ncF3Z/3WgMKtzCU9vK2Il4zeKqnPobnqbdymLelWtwE=");
  }

  @Test
  void sendsMarkdownToWeComInChinese() {
    receiver.answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");

    assertThat(send("{\"type\":\"wecom\",\"url\":\"file:whole\"}")).isEqualTo(Delivery.delivered());

    assertThat(receiver.last().address()).isEqualTo("/cgi-bin/webhook/send?key=key-0123456789");
    assertThat(receiver.last().json().path("msgtype").asString()).isEqualTo("markdown");
    assertThat(receiver.last().json().path("markdown").path("content").asString())
        .isEqualTo(
            """
            **<font color="warning">额度 dev-daily · alice：已用 80.2%</font>**
            > 已用 40,100 / 50,000 token 总数（80.2%）
            > 已达到提醒线：80 %
            > 周期：2026-11-29 00:00 至 2026-11-30 00:00（Asia/Shanghai）
            > 统计至 2026-11-29 15:41。2026-11-29 14:00 之前的数据已确定，之后的为暂计，可能继续增加。
            [在 Tidemark 中查看](https://usage.example.com/?tab=budgets&budget=dev-daily)"""
                .replace(
                    "token 总数",
                    SchemaTexts.load("zh").getLabel(WorkloadSchemas.MODEL_CALLS, "total_tokens")));
  }

  @Test
  void putsTheTokenOfAFileIntoTheAddress() {
    receiver.answer(200, "{\"errcode\":0}");

    send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s/send\"}");

    assertThat(receiver.last().address()).isEqualTo("/send?key=key-0123456789");
  }

  @Test
  void signsForDingTalkInTheAddress() {
    receiver.answer(200, "{\"errcode\":0}");

    send(
        "{\"type\":\"dingtalk\",\"token\":\"file:robot\",\"secret\":\"file:ding\","
            + "\"url\":\"%s/robot/send\",\"language\":\"en\"}");

    assertThat(receiver.last().address())
        .isEqualTo(
            "/robot/send?access_token=key-0123456789&timestamp=1767229200000"
                + "&sign=PIy3aOCC35aZfC1vBxSICybf1PGCdqNYIUkro%2BHYFD4%3D");
    JsonNode markdown = receiver.last().json().path("markdown");
    assertThat(markdown.path("title").asString())
        .isEqualTo("Budget dev-daily · alice: 80.2 % used");
    assertThat(markdown.path("text").asString())
        .startsWith("#### Budget dev-daily · alice: 80.2 % used\n- Used 40,100 of 50,000 ")
        .endsWith("[Open in Tidemark](https://usage.example.com/?tab=budgets&budget=dev-daily)");
  }

  @Test
  void asksForDecisionsByAButtonInDingTalk() {
    receiver.answer(200, "{\"errcode\":0}");
    Message request =
        ChannelSample.message(
            "io.tidemark.budget.request",
            "{\"budget\":\"dev-daily\",\"asked_by\":\"alice\",\"amount\":\"80000\","
                + "\"reason\":\"release\",\"link\":\"https://usage.example.com/?tab=budgets\"}");

    send("{\"type\":\"dingtalk\",\"token\":\"file:robot\",\"url\":\"%s/x\"}", request);

    JsonNode card = receiver.last().json().path("actionCard");
    assertThat(card.path("text").asString())
        .contains("额度申请：dev-daily", "申请人：alice", "申请额度：80,000", "理由：release");
    assertThat(card.path("btns").path(0).path("actionURL").asString())
        .isEqualTo("https://usage.example.com/?tab=budgets");
  }

  @Test
  void signsForFeishuInTheBody() {
    receiver.answer(200, "{\"code\":0,\"msg\":\"success\"}");

    send(
        "{\"type\":\"feishu\",\"token\":\"file:robot\",\"secret\":\"file:feishu\","
            + "\"url\":\"%s/open-apis/bot/v2/hook\"}");

    JsonNode body = receiver.last().json();
    assertThat(receiver.last().address()).isEqualTo("/open-apis/bot/v2/hook/key-0123456789");
    assertThat(body.path("timestamp").asString()).isEqualTo("1767229200");
    assertThat(body.path("sign").asString())
        .isEqualTo("ncF3Z/3WgMKtzCU9vK2Il4zeKqnPobnqbdymLelWtwE=");
    assertThat(body.path("msg_type").asString()).isEqualTo("interactive");
    assertThat(body.path("card").path("header").path("template").asString()).isEqualTo("orange");
    assertThat(body.path("card").path("elements").size()).isEqualTo(2);
  }

  @Test
  void sendsBlocksToSlack() {
    receiver.answer(200, "ok");

    assertThat(send("{\"type\":\"slack\",\"token\":\"file:robot\",\"url\":\"%s/services\"}"))
        .isEqualTo(Delivery.delivered());

    JsonNode body = receiver.last().json();
    assertThat(receiver.last().address()).isEqualTo("/services/key-0123456789");
    assertThat(body.path("text").asString()).isEqualTo("Budget dev-daily · alice: 80.2 % used");
    assertThat(body.path("blocks").path(0).path("text").path("type").asString())
        .isEqualTo("mrkdwn");
    assertThat(body.path("blocks").path(1).path("elements").path(0).path("url").asString())
        .startsWith("https://usage.example.com/");
  }

  @Test
  void sendsAlertsToAlertmanagerWithoutNumbersInLabels() {
    Message firing =
        ChannelSample.message(
            "io.tidemark.alert.changed",
            "{\"monitor\":\"day-jump\",\"group\":\"alice\",\"state\":\"firing\",\"value\":412.5}");

    assertThat(send("{\"type\":\"alertmanager\",\"url\":\"%s/\"}", firing))
        .isEqualTo(Delivery.delivered());

    JsonNode alert = receiver.last().json().path(0);
    assertThat(receiver.last().address()).isEqualTo("/api/v2/alerts");
    assertThat(alert.path("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"TidemarkMonitor\",\"severity\":\"warning\",\"tenant\":\"acme\","
                + "\"monitor\":\"day-jump\",\"group\":\"alice\"}");
    assertThat(alert.path("annotations").path("description").asString()).contains("412.5");
    assertThat(alert.path("startsAt").asString()).isEqualTo("2026-01-01T01:00:00Z");
    assertThat(alert.path("endsAt").asString()).isEqualTo("2026-01-01T01:04:00Z");
  }

  @Test
  void keepsTheAlertOfABudgetUntilItsPeriodEnds() {
    send("{\"type\":\"alertmanager\",\"url\":\"%s\"}");

    JsonNode alert = receiver.last().json().path(0);
    assertThat(alert.path("labels").path("budget").asString()).isEqualTo("dev-daily");
    assertThat(alert.path("labels").path("group").asString()).isEqualTo("alice");
    assertThat(alert.path("endsAt").asString()).isEqualTo("2026-11-29T16:00:00Z");
  }

  @Test
  void keepsTheAlertOfALateLevelForADay() {
    String late = ChannelSample.LEVEL.replaceFirst("\\{", "{\"late\":true,");

    send(
        "{\"type\":\"alertmanager\",\"url\":\"%s\"}",
        ChannelSample.message(MessageTexts.BUDGET_LEVEL, late));

    JsonNode alert = receiver.last().json().path(0);
    assertThat(alert.path("endsAt").asString()).isEqualTo("2026-01-02T02:00:00Z");
    assertThat(alert.path("annotations").path("description").asString())
        .contains("The period was over when this usage was counted.");
  }

  @Test
  void endsAnAlertOfAlertmanagerWhenTheMonitorIsOkAgain() {
    Message ok =
        ChannelSample.message(
            "io.tidemark.alert.changed", "{\"monitor\":\"day-jump\",\"state\":\"ok\"}");

    send("{\"type\":\"alertmanager\",\"url\":\"%s\"}", ok);

    assertThat(receiver.last().json().path(0).path("endsAt").asString())
        .isEqualTo("2026-01-01T01:00:00Z");
  }

  @Test
  void endsAlertsOfAlertmanagerGroupByGroup() {
    Message both =
        ChannelSample.message(
            "io.tidemark.alert.changed",
            "{\"monitor\":\"day-jump\",\"group\":\"alice\",\"state\":\"firing\",\"groups\":["
                + "{\"group\":\"alice\",\"state\":\"firing\"},"
                + "{\"group\":\"bob\",\"state\":\"ok\"}]}");
    send("{\"type\":\"alertmanager\",\"url\":\"%s\"}", both);
    JsonNode alerts = receiver.last().json();
    assertThat(alerts.findValuesAsString("group")).containsExactly("alice", "bob");
    assertThat(alerts.findValuesAsString("endsAt"))
        .containsExactly("2026-01-01T01:04:00Z", "2026-01-01T01:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wecom|{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}|93000|0",
        "wecom|{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}|45009|60",
        "wecom|{}|without errcode|0",
        "wecom|not json|without errcode|0",
        "dingtalk|{\"errcode\":310000,\"errmsg\":\"sign not match\"}|check the secret|0",
        "dingtalk|{\"errcode\":130101,\"errmsg\":\"send too fast\"}|130101|60",
        "feishu|{\"code\":19021,\"msg\":\"sign match fail\"}|19021|0",
        "feishu|{\"code\":11232,\"msg\":\"too many\"}|11232|60",
        "slack|something else|200|0"
      })
  void readsErrorCodesOfAnswersWith200(String type, String answer, String reason, long pause) {
    receiver.answer(200, answer);

    Delivery delivery = send("{\"type\":\"" + type + "\",\"token\":\"file:robot\",\"url\":\"%s\"}");

    assertThat(delivery.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(delivery.reason()).contains(reason);
    assertThat(delivery.pause()).isEqualTo(Duration.ofSeconds(pause));
  }

  @ParameterizedTest
  @CsvSource({"wecom", "dingtalk", "feishu", "slack", "alertmanager"})
  void triesAgainAfterBusyAndBrokenReceivers(String type) {
    String body = "{\"type\":\"" + type + "\",\"token\":\"file:robot\",\"url\":\"%s\"}";
    receiver.answer(429, "", "Retry-After", "30");
    assertThat(send(body).pause()).isEqualTo(Duration.ofSeconds(30));
    receiver.answer(502, "<html>");
    assertThat(send(body).outcome()).isEqualTo(Outcome.RETRY);
    receiver.answer(400, "");
    assertThat(send(body).outcome()).isEqualTo(Outcome.REFUSED);
    receiver.answer(302, "", "Location", receiver.address() + "/other");
    assertThat(send(body).outcome()).isEqualTo(Outcome.RETRY);
    assertThat(receiver.asked()).hasSize(4).noneMatch(one -> one.address().contains("other"));
  }

  @Test
  void givesUpOnAReceiverThatHangs() {
    receiver.hang();

    assertThat(send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s\"}").reason())
        .isEqualTo("The receiver does not answer.");
  }

  @Test
  void readsNoAnswerToAnEndThatItDoesNotHave() {
    receiver.answerWithoutEnd();

    assertThat(send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s\"}").outcome())
        .isEqualTo(Outcome.RETRY);
  }

  @Test
  void hidesSecretsThatAnAnswerRepeats() {
    receiver.answer(200, "{\"errcode\":1,\"errmsg\":\"bad key-0123456789 of robot\"}");

    assertThat(send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s\"}").reason())
        .contains("bad *** of robot")
        .doesNotContain("0123456789");
  }

  @Test
  void cutsLongTextsAtTheEndOfALine() {
    receiver.answer(200, "{\"errcode\":0}");
    List<String> groups = IntStream.range(0, 200).mapToObj(i -> "用户-" + i + "-很长的名字").toList();
    Message many =
        ChannelSample.message(
            "io.tidemark.alert.changed",
            "{\"monitor\":\"m\",\"state\":\"firing\",\"link\":\"https://a.b/\",\"groups\":"
                + JsonMapper.shared().writeValueAsString(groups)
                + "}");

    send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s\"}", many);

    String content = receiver.last().json().path("markdown").path("content").asString();
    assertThat(content.getBytes(UTF_8).length).isBetween(3_900, 4_096);
    assertThat(content).endsWith("\n…\n[在 Tidemark 中查看](https://a.b/)");
    assertThat(content.lines().skip(1).filter(line -> line.startsWith("> ")))
        .allMatch(line -> line.endsWith("-很长的名字"));
  }

  @Test
  void keepsNamesFromBeingMarkupOrMentions() {
    Message hostile =
        ChannelSample.message(
            "io.tidemark.alert.changed",
            "{\"monitor\":\"m\",\"group\":\"<!channel> <@all> [x](https://evil) \\n> y\","
                + "\"state\":\"firing\",\"link\":\"javascript:alert(1)\"}");
    receiver.answer(200, "ok");
    send("{\"type\":\"slack\",\"token\":\"file:robot\",\"url\":\"%s\"}", hostile);
    assertThat(receiver.last().body())
        .contains("&lt;!channel&gt;")
        .doesNotContain("<!", "javascript");

    receiver.answer(200, "{\"errcode\":0}");
    send("{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"%s\"}", hostile);
    assertThat(receiver.last().json().path("markdown").path("content").asString())
        .doesNotContain("<@all>", "[x]", "javascript")
        .hasLineCount(1);
  }

  @Test
  void postponesMessagesBeyondTheLimitOfTheRobot() {
    receiver.answer(200, "{\"errcode\":0}");
    ChannelDelivery delivery = ChannelSample.delivery(secrets, new WecomSender(client));
    Channel channel =
        ChannelSample.channel(
            "{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"" + receiver.address() + "\"}");

    List<Outcome> outcomes =
        IntStream.range(0, 22)
            .mapToObj(i -> delivery.sendMessage(channel, ChannelSample.level()).outcome())
            .toList();

    assertThat(outcomes.subList(0, 20)).containsOnly(Outcome.DELIVERED);
    assertThat(outcomes.subList(20, 22)).containsOnly(Outcome.POSTPONE);
    assertThat(receiver.asked()).hasSize(20);
  }

  @Test
  void combinesMessagesInADigest() {
    receiver.answer(200, "{\"errcode\":0}");
    ChannelDelivery delivery = ChannelSample.delivery(secrets, new WecomSender(client));
    Channel channel =
        ChannelSample.channel(
            "{\"type\":\"wecom\",\"token\":\"file:robot\",\"url\":\"" + receiver.address() + "\"}");

    delivery.sendDigest(
        channel,
        List.of(
            ChannelSample.level(),
            ChannelSample.message(
                "io.tidemark.alert.changed", "{\"monitor\":\"m\",\"state\":\"firing\"}")));

    assertThat(receiver.last().json().path("markdown").path("content").asString())
        .contains("2 条消息", "> 额度 dev-daily · alice：已用 80.2%：已用 40,100", "> 告警中：m");
  }

  private Delivery send(String channel) {
    return send(channel, ChannelSample.level());
  }

  private Delivery send(String channel, Message message) {
    ChannelDelivery delivery =
        ChannelSample.delivery(
            secrets,
            new WecomSender(client),
            new DingTalkSender(client, ChannelSample.CLOCK),
            new FeishuSender(client, ChannelSample.CLOCK),
            new SlackSender(client),
            new AlertmanagerSender(client, ChannelSample.CLOCK));
    return delivery.sendMessage(
        ChannelSample.channel(channel.replace("%s", receiver.address())), message);
  }
}
