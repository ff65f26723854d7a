/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Delivery.Outcome;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(secrets.resolve("acme"));
    Files.writeString(secrets.resolve("acme").resolve("hook"), SECRET + "\n");
    Files.writeString(secrets.resolve("acme").resolve("short"), "whsec_AAEC");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      received.add(
          exchange.getRequestHeaders().getFirst("webhook-id")
              + " "
              + exchange.getRequestHeaders().getFirst("webhook-timestamp")
              + " "
              + exchange.getRequestHeaders().getFirst("webhook-signature")
              + " "
              + body);
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/endless")) {
        exchange.sendResponseHeaders(200, 0);
        writeWithoutEnd(exchange.getResponseBody());
        return;
      }
      exchange.getResponseHeaders().set("Retry-After", "120");
      exchange.getResponseHeaders().set("Location", "/200");
      exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
    }
  }

  private static void writeWithoutEnd(OutputStream out) {
    try {
      byte[] chunk = new byte[8_192];
      while (!Thread.currentThread().isInterrupted()) {
        out.write(chunk);
      }
    } catch (IOException expected) {
      // The sender went away.
    }
  }

  @Test
  void signsAsTheTestVectorSays() {
    assertThat(
            new WebhookSignature(SECRET).sign("msg_1", 1_767_229_200, "{\"a\":1}".getBytes(UTF_8)))
        .isEqualTo("v1,rHbaB0nYnpd6aKw2u4fjQTDQX6XlbGVBaDsj+5N6EmI=");
  }

  @Test
  void sendsASignedCloudEvent() {
    assertThat(send("/200", "hook")).isEqualTo(Delivery.delivered());

    String body =
        "{\"specversion\":\"1.0\",\"id\":\"msg_1\",\"source\":\"/tidemark/acme\","
            + "\"type\":\"io.tidemark.budget.level\",\"subject\":\"dev-daily/alice\","
            + "\"time\":\"2026-01-01T01:00:00Z\",\"datacontenttype\":\"application/json\","
            + "\"data\":{\"used\":\"40100\"}}";
    String signature =
        new WebhookSignature(SECRET).sign("msg_1", 1_767_229_200, body.getBytes(UTF_8));
    assertThat(received).containsExactly("msg_1 1767229200 " + signature + " " + body);
  }

  @Test
  void readsTheStatusOfTheReceiver() {
    assertThat(send("/202", "hook").outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(send("/410", "hook").outcome()).isEqualTo(Outcome.DROP);
    assertThat(send("/500", "hook").outcome()).isEqualTo(Outcome.RETRY);
    assertThat(send("/429", "hook"))
        .isEqualTo(Delivery.retry("The receiver answers 429.", Duration.ofMinutes(2)));
    assertThat(send("/endless", "hook").outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void followsNoRedirect() {
    assertThat(send("/307", "hook").outcome()).isEqualTo(Outcome.RETRY);
    assertThat(received).hasSize(1);
  }

  @Test
  void aSecretThatIsMissingOrBadIsNamedAndNotShown() {
    assertThat(send("/200", "none").reason()).isEqualTo("There is no secret file:none.");
    assertThat(send("/200", "short").reason()).contains("24 to 64 bytes").doesNotContain("AAEC");
    assertThat(received).isEmpty();
  }

  @Test
  void noTenantReachesTheSecretsOfAnother() throws IOException {
    ChannelSecrets all = new ChannelSecrets(new ChannelProperties(secrets, Set.of()));
    Files.writeString(secrets.resolve("top"), SECRET);

    assertThat(all.find("acme", "hook")).contains(SECRET);
    for (String tenant : List.of("globex", "..", ".", "acme/../acme", "", "a/b")) {
      assertThat(all.find(tenant, "hook")).as(tenant).isEmpty();
      assertThat(all.find(tenant, "top")).as(tenant).isEmpty();
    }
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
  void sendsNowhereInsideUnlessTheOperatorAllowsTheHost() {
    TargetAddresses strict = new TargetAddresses(new ChannelProperties(null, Set.of()));

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
      assertThatThrownBy(() -> strict.requireReachable(URI.create(url)))
          .as(url)
          .isInstanceOf(ForbiddenTargetException.class);
    }
  }

  private Delivery send(String path, String secret) {
    ChannelProperties properties = new ChannelProperties(secrets, Set.of("127.0.0.1"));
    WebhookSender sender =
        new WebhookSender(
            new TargetAddresses(properties),
            new ChannelSecrets(properties),
            Clock.fixed(NOW, ZoneOffset.UTC));
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return sender.send(new Channel(url, secret, true), MESSAGE);
  }
}
