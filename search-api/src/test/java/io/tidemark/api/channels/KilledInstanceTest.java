/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a process that is killed while it sends, and another one that continues. */
@Tag("node")
class KilledInstanceTest {

  private static final String TENANT = "killed-instance";
  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Longer than a claim holds. */
  private static final Instant LATER = LiveApi.NOW.plusSeconds(61);

  @TempDir static Path folder;

  @BeforeAll
  static void storeSecret() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve(TENANT));
    Files.writeString(secrets.resolve("hook"), SECRET);
  }

  @Test
  void anotherInstanceSendsTheLevelAndTheAlert() throws IOException, InterruptedException {
    SampleTenant.index(LiveApi.shared(), TENANT, "");
    int port;
    // Takes connections and never reads them.
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = deaf.getLocalPort();
      storeRules(port);
      ApiJvm first = startInstance("first", LiveApi.NOW);
      try {
        await(
            () ->
                messages().size() == 2
                    && messages().stream().anyMatch(KilledInstanceTest::isClaimed));
      } finally {
        first.kill();
      }
    }
    Set<String> stored = ids(messages());

    try (ScriptedReceiver receiver = new ScriptedReceiver(port);
        ApiJvm second = startInstance("second", LATER)) {
      await(() -> messages().stream().allMatch(KilledInstanceTest::isSent));
      assertThat(second.isAlive()).isTrue();

      assertThat(ids(messages())).as("no message was made again").isEqualTo(stored);
      assertThat(receiver.asked())
          .extracting(asked -> asked.header("webhook-id"))
          .containsExactlyInAnyOrderElementsOf(stored);
      assertThat(receiver.asked())
          .extracting(asked -> asked.json().path("type").asString())
          .containsExactlyInAnyOrder("io.tidemark.budget.level", "io.tidemark.alert.changed");
    }
  }

  private static void storeRules(int port) {
    store(
        "channel",
        "hook",
        "{\"type\":\"webhook\",\"secret\":\"file:hook\",\"url\":\"http://127.0.0.1:"
            + port
            + "\"}");
    store(
        "budget",
        "day",
        "{\"match\":{\"workload\":\"model-calls\"},\"measure\":\"calls\",\"amount\":\"10\","
            + "\"period\":\"day\",\"channels\":[\"hook\"]}");
    store(
        "monitor",
        "errors",
        "{\"workload\":\"model-calls\",\"metric\":\"error_rate\",\"window\":\"1h\","
            + "\"condition\":{\"kind\":\"above\",\"value\":0.05},\"channels\":[\"hook\"]}");
  }

  private static void store(String kind, String id, String body) {
    SettingSample.store(LiveApi.shared(), kind, TENANT, id, body, LiveApi.NOW);
  }

  private static ApiJvm startInstance(String name, Instant now)
      throws IOException, InterruptedException {
    return ApiJvm.startAt(
        now,
        LiveApi.shared().elasticsearchUri(),
        folder.resolve(name + ".log"),
        "--tidemark.channels.secrets-path=" + folder,
        "--tidemark.channels.allowed-hosts=127.0.0.1",
        "--tidemark.settings.refresh=1s",
        "--tidemark.budgets.tick=1s",
        "--tidemark.outbox.enabled=true",
        "--tidemark.budgets.enabled=true",
        "--tidemark.monitors.enabled=true");
  }

  private static List<JsonNode> messages() {
    String answer =
        LiveApi.shared()
            .elasticsearch(
                "POST",
                "/tidemark-messages/_search?ignore_unavailable=true",
                "{\"query\":{\"term\":{\"tenant_id\":\"" + TENANT + "\"}},\"size\":100}");
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode hit : JsonMapper.shared().readTree(answer).path("hits").path("hits")) {
      found.add(hit.path("_source"));
    }
    return found;
  }

  private static boolean isClaimed(JsonNode message) {
    return Instant.parse(message.path("claimed_until").asString()).isAfter(LiveApi.NOW);
  }

  private static boolean isSent(JsonNode message) {
    return message.path("state").asString().equals("sent");
  }

  private static Set<String> ids(List<JsonNode> messages) {
    Set<String> ids = new TreeSet<>();
    messages.forEach(message -> ids.add(message.path("id").asString()));
    return ids;
  }

  private static void await(BooleanSupplier condition) {
    boolean held = Await.until(condition, LIMIT);
    assertThat(held).as(() -> "waits: " + messages()).isTrue();
  }
}
