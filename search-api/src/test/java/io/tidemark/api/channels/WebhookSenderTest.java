/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Delivery.Outcome;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks, over a scripted receiver. */
@Tag("fast")
class WebhookSenderTest {

  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Instant NOW = Instant.ofEpochSecond(1_767_229_200);
  private static final Message MESSAGE =
      new Message(
          "msg_1",
          "acme",
          "ops",
          "io.tidemark.budget.level",
          "dev-daily/alice",
          JsonMapper.shared().readTree("{\"used\":\"40100\"}"),
          NOW);

  @TempDir Path secrets;
  private final ScriptedReceiver receiver = new ScriptedReceiver();
  private final TargetAddresses addresses = new TargetAddresses(ChannelSample.properties(null));
  private final PostClient client = new PostClient(addresses, Duration.ofSeconds(2));

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(secrets.resolve("acme"));
    Files.writeString(secrets.resolve("acme").resolve("hook"), SECRET + "\n");
    Files.writeString(secrets.resolve("acme").resolve("short"), "whsec_AAEC");
  }

  @AfterEach
  void stop() throws IOException {
    client.destroy();
    receiver.close();
  }

  @Test
  void signsAsTheTestVectorSays() {
    assertThat(
            new WebhookSignature(SECRET)
                .signBody("msg_1", 1_767_229_200, "{\"a\":1}".getBytes(UTF_8)))
        .isEqualTo("v1,rHbaB0nYnpd6aKw2u4fjQTDQX6XlbGVBaDsj+5N6EmI=");
  }

  @Test
  void signsWithBothSecretsWhileOneIsChanged() throws IOException {
    String next = "whsec_" + "B".repeat(32);
    Files.writeString(secrets.resolve("acme").resolve("both"), next + "\n" + SECRET + "\n");

    assertThat(send("both")).isEqualTo(Delivery.delivered());

    byte[] body = receiver.last().body().getBytes(UTF_8);
    assertThat(receiver.last().header("webhook-signature"))
        .isEqualTo(
            new WebhookSignature(next).signBody("msg_1", 1_767_229_200, body)
                + ' '
                + new WebhookSignature(SECRET).signBody("msg_1", 1_767_229_200, body));
    Files.writeString(secrets.resolve("acme").resolve("both"), next + " whsec_AAEC");
    assertThat(send("both").reason()).contains("24 to 64 bytes").doesNotContain("AAEC");
  }

  @Test
  void sendsASignedCloudEvent() {
    assertThat(send("hook")).isEqualTo(Delivery.delivered());

    String body =
        "{\"specversion\":\"1.0\",\"id\":\"msg_1\",\"source\":\"/tidemark/acme\","
            + "\"type\":\"io.tidemark.budget.level\",\"subject\":\"dev-daily/alice\","
            + "\"time\":\"2026-01-01T01:00:00Z\",\"datacontenttype\":\"application/json\","
            + "\"data\":{\"used\":\"40100\"}}";
    ScriptedReceiver.Asked asked = receiver.last();
    assertThat(asked.body()).isEqualTo(body);
    assertThat(asked.header("content-type")).isEqualTo("application/cloudevents+json");
    assertThat(asked.header("webhook-id")).isEqualTo("msg_1");
    assertThat(asked.header("webhook-timestamp")).isEqualTo("1767229200");
    assertThat(asked.header("webhook-signature"))
        .isEqualTo(
            new WebhookSignature(SECRET).signBody("msg_1", 1_767_229_200, body.getBytes(UTF_8)));
  }

  @Test
  void readsTheStatusOfTheReceiver() {
    receiver.answer(202, "");
    assertThat(send("hook").outcome()).isEqualTo(Outcome.DELIVERED);
    receiver.answer(410, "");
    assertThat(send("hook").outcome()).isEqualTo(Outcome.FAIL);
    receiver.answer(500, "");
    assertThat(send("hook").outcome()).isEqualTo(Outcome.RETRY);
    receiver.answer(422, "");
    assertThat(send("hook"))
        .isEqualTo(Delivery.refused("The receiver answers 422.", Duration.ZERO));
    for (int untimely : new int[] {408, 425}) {
      receiver.answer(untimely, "");
      assertThat(send("hook").outcome()).isEqualTo(Outcome.RETRY);
    }
    receiver.answer(429, "", "Retry-After", "120");
    assertThat(send("hook"))
        .isEqualTo(Delivery.retry("The receiver answers 429.", Duration.ofMinutes(2)));
    // A date counts from that of the answer: the receiver may have another clock.
    receiver.answer(
        503,
        "",
        Map.of(
            "Date",
            "Thu, 12 Mar 2026 10:00:00 GMT",
            "Retry-After",
            "Thu, 12 Mar 2026 10:07:00 GMT"));
    assertThat(send("hook"))
        .isEqualTo(Delivery.retry("The receiver answers 503.", Duration.ofMinutes(7)));
    receiver.answer(503, "", Map.of("Retry-After", "Thu, 12 Mar 2026 10:07:00 GMT"));
    assertThat(send("hook").pause()).isZero();
    receiver.answerWithoutEnd();
    assertThat(send("hook").outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void followsNoRedirect() {
    receiver.answer(307, "", "Location", receiver.address() + "/other");

    assertThat(send("hook").outcome()).isEqualTo(Outcome.RETRY);
    assertThat(receiver.asked()).hasSize(1);
  }

  @Test
  void connectsToTheAddressThatWasChecked() throws IOException {
    AtomicInteger questions = new AtomicInteger();
    TargetAddresses rebinding =
        new TargetAddresses(ChannelSample.properties(null)) {
          @Override
          void requireForm(URI url) {
            // The scripted receiver has no certificate.
          }

          @Override
          InetAddress[] resolveHost(String host) throws UnknownHostException {
            // A second lookup returns an address without a listener.
            String address = questions.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1";
            return new InetAddress[] {InetAddress.getByName(address)};
          }
        };
    PostClient rebound = new PostClient(rebinding, Duration.ofSeconds(2));

    PostClient.Reply reply =
        rebound.postJson(
            URI.create("http://hooks.example.com:" + receiver.port() + "/x"), Map.of(), "{}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(questions).hasValue(1);
    assertThat(receiver.last().header("host")).isEqualTo("hooks.example.com:" + receiver.port());
    rebound.destroy();
  }

  @Test
  void refusesANameWithOneAddressInside() throws IOException {
    InetAddress[] both = {
      InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.7")
    };

    assertThatThrownBy(() -> addresses.requireReachable("mixed.example.com", both))
        .isInstanceOf(ForbiddenTargetException.class)
        .hasMessageContaining("private address");
    assertThat(addresses.requireReachable("127.0.0.1", both)).isEqualTo(both);
  }

  @Test
  void aSecretThatIsMissingOrBadIsNamedAndNotShown() {
    assertThat(send("none").reason()).isEqualTo("There is no secret file:none.");
    assertThat(send("short").reason()).contains("24 to 64 bytes").doesNotContain("AAEC");
    assertThat(receiver.asked()).isEmpty();
  }

  @Test
  void noTenantReachesTheSecretsOfAnother() throws IOException {
    ChannelSecrets all =
        new ChannelSecrets(
            new ChannelProperties(secrets, Set.of(), Set.of("acme/HOOK")),
            Map.of("HOOK", " " + SECRET, "PATH", "/bin"));
    Files.writeString(secrets.resolve("top"), SECRET);

    assertThat(all.requireSecret("acme", SecretReference.parseReference("file:hook")))
        .isEqualTo(SECRET);
    assertThat(all.requireSecret("acme", SecretReference.parseReference("env:HOOK")))
        .isEqualTo(SECRET);
    assertMissing(all, "acme", "env:PATH");
    for (String tenant : List.of("globex", "..", ".", "acme/../acme", "", "a/b")) {
      for (String reference : List.of("file:hook", "file:top", "env:HOOK", "env:PATH")) {
        assertMissing(all, tenant, reference);
      }
    }
  }

  private static void assertMissing(ChannelSecrets all, String tenant, String reference) {
    assertThatThrownBy(() -> all.requireSecret(tenant, SecretReference.parseReference(reference)))
        .as(tenant + ' ' + reference)
        .isInstanceOf(ChannelFault.class)
        .hasMessage("There is no secret " + reference + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::"
      })
  void refusesAddressesInside(String address) throws IOException {
    assertThat(TargetAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "100.63.0.1", "172.32.0.1", "2606:2800:220:1::1"})
  void acceptsPublicAddresses(String address) throws IOException {
    assertThat(TargetAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void sendsNowhereInsideUnlessTheOperatorAllowsTheHost() throws IOException {
    PostClient strict =
        new PostClient(
            new TargetAddresses(new ChannelProperties(null, Set.of(), Set.of())),
            Duration.ofSeconds(2));

    for (String url :
        List.of(
            "http://127.0.0.1/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://localhost/x",
            "https://2130706433/x",
            "https://user@93.184.216.34/",
            "ftp://93.184.216.34/",
            "https:///x",
            "file:/etc/passwd")) {
      assertThatThrownBy(() -> strict.postJson(URI.create(url), Map.of(), "{}"))
          .as(url)
          .isInstanceOf(ForbiddenTargetException.class);
    }
    strict.destroy();
  }

  private Delivery send(String secret) {
    Channel channel =
        ChannelSample.channel(
            "{\"type\":\"webhook\",\"url\":\""
                + receiver.address()
                + "/hook\",\"secret\":\"file:"
                + secret
                + "\"}");
    return ChannelSample.delivery(secrets, new WebhookSender(client, ChannelSample.CLOCK))
        .sendMessage(channel, MESSAGE);
  }
}
