/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidemark.api.channels.MailProperties.Security;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Delivery.Outcome;
import io.tidemark.api.outbox.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail channels, over a real mail server. */
@Tag("fast")
class MailSenderTest {

  private static final String TO =
      "{\"type\":\"mail\",\"to\":[\"ops@example.com\",\"it@example.com\"],\"language\":\"zh\"}";

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsAPlainTextInTheLanguageOfTheChannel() throws Exception {
    assertThat(send(properties(server.getSmtp().getPort()), ChannelSample.level()))
        .isEqualTo(Delivery.delivered());

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    MimeMessage mail = mails[0];
    assertThat(mail.getSubject()).isEqualTo("额度 dev-daily · alice：已用 80.2%");
    assertThat(mail.getFrom()[0]).hasToString("tidemark@example.com");
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getHeader(MailSender.ID_HEADER)).containsExactly("msg_1");
    assertThat(mail.getMessageID()).isEqualTo("<msg_1@tidemark>");
    assertThat(mail.getHeader("Date")).containsExactly("Thu, 1 Jan 2026 01:00:00 GMT");
    assertThat(mail.getContent().toString().lines())
        .contains(
            "周期：2026-11-29 00:00 至 2026-11-30 00:00（Asia/Shanghai）",
            "https://usage.example.com/?tab=budgets&budget=dev-daily");
  }

  @Test
  void lineBreaksOfAValueAddNoHeader() throws Exception {
    Message hostile =
        ChannelSample.message(
            "io.tidemark.alert.changed",
            "{\"monitor\":\"m\\r\\nBcc: evil@example.com\\r\\n\",\"state\":\"firing\"}");

    send(properties(server.getSmtp().getPort()), hostile);

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("告警中：m Bcc: evil@example.com");
  }

  @Test
  void triesAgainWhenTheServerIsAway() {
    int port = server.getSmtp().getPort();
    server.stop();

    Delivery delivery = send(properties(port), ChannelSample.level());

    assertThat(delivery.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(delivery.reason()).isEqualTo("The mail server does not take the message.");
  }

  @Test
  void aRejectedReceiverKeepsNoOneElseFromTheMail() throws Exception {
    try (ScriptedMailServer picky =
        new ScriptedMailServer(Map.of("it@example.com", "550 no such user"))) {
      Delivery delivery = send(properties(picky.port()), ChannelSample.level());

      assertThat(delivery.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(delivery.reason()).isEqualTo("The mail server does not accept it@example.com.");
      assertThat(picky.mails()).containsExactly(List.of("ops@example.com"));
    }
  }

  @ParameterizedTest
  @CsvSource({"450 try again later,250 ok", "550 no such user,450 try again later"})
  void triesAgainForAllWhenAReceiverIsPutOff(String one, String other) throws Exception {
    try (ScriptedMailServer busy =
        new ScriptedMailServer(Map.of("ops@example.com", one, "it@example.com", other))) {
      assertThat(send(properties(busy.port()), ChannelSample.level()).outcome())
          .isEqualTo(Outcome.RETRY);
      assertThat(busy.mails()).isEmpty();
    }
  }

  @Test
  void goesOnEncryptedOrNotAtAll() {
    MailProperties startTls =
        new MailProperties(
            "127.0.0.1",
            server.getSmtp().getPort(),
            "",
            "",
            "tidemark@example.com",
            Security.STARTTLS,
            Duration.ofSeconds(2));

    assertThat(send(startTls, ChannelSample.level()).outcome()).isEqualTo(Outcome.RETRY);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void saysThatTheOperatorHasSetNoServer() {
    MailProperties none =
        new MailProperties("", 25, "", "", "x@example.com", Security.NONE, Duration.ofSeconds(2));

    assertThat(send(none, ChannelSample.level()).reason()).contains("tidemark.mail.host");
  }

  @ParameterizedTest
  @CsvSource({
    "ops@example.com,true",
    "first.last+tag@mail.example.com,true",
    "ops,false",
    "a@b@c,false",
    "'Ops <ops@example.com>',false",
    "'ops@example.com, evil@example.com',false",
    "@example.com,false"
  })
  void takesPlainAddressesOnly(String address, boolean valid) {
    assertThat(MailAddress.isValid(address)).isEqualTo(valid);
    assertThat(MailAddress.isValid(address + "\r\nBcc: x@example.com")).isFalse();
  }

  private static MailProperties properties(int port) {
    return new MailProperties(
        "127.0.0.1", port, "", "", "tidemark@example.com", Security.NONE, Duration.ofSeconds(2));
  }

  private static Delivery send(MailProperties properties, Message message) {
    return ChannelSample.delivery(null, new MailSender(properties, ChannelSample.CLOCK))
        .sendMessage(ChannelSample.channel(TO), message);
  }
}
