/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.imports.CsvImport;
import io.tidemark.stack.imports.ImportRequest;
import io.tidemark.stack.kafka.ConsumerLag;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.stack.lifecycle.StackStart;
import io.tidemark.stack.lifecycle.StackStop;
import io.tidemark.stack.lifecycle.Steps;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.PortOwner;
import io.tidemark.stack.process.Waiting;
import io.tidemark.stack.sample.SampleKinds;
import io.tidemark.stack.sample.SamplePlan;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.InputFile;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenMint;
import io.tidemark.stack.token.TokenRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole stack as {@code bin/tidemark up} starts it: events through Kafka, the job,
 * Elasticsearch and the API must give what an offline recomputation gives. One stack serves all
 * tests in their order: starting it is most of the time.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WholeStackTest {

  private static final String TOPIC = "usage.model-calls";
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> MALFORMED =
      List.of(
          "{\"request_id\": \"cut",
          "[]",
          "{}",
          "{\"request_id\":\"x\",\"tenant_id\":\"demo\",\"model\":7}");

  @TempDir static Path home;

  private static final HourlyOracle ORACLE = new HourlyOracle();
  private static final StringWriter PROGRESS = new StringWriter();
  private static FollowedPipelines followed;
  private static StackSettings settings;
  private static StackStart.Addresses stack;

  @BeforeAll
  static void up() {
    settings =
        StackSettings.read(
            Checkout.current(),
            Map.of(
                "TIDEMARK_HOME", home.toString(),
                "TIDEMARK_ES_PORT", Integer.toString(FreePorts.next()),
                "TIDEMARK_KAFKA_PORT", Integer.toString(FreePorts.next()),
                "TIDEMARK_FLINK_PORT", Integer.toString(FreePorts.next()),
                "TIDEMARK_API_PORT", Integer.toString(FreePorts.next()),
                "TIDEMARK_JOB_ARGS",
                    "--provisional-every 5s --max-task-duration "
                        + FollowedInput.MAX_TASK.toHours()
                        + "h"));
    Runtime.getRuntime().addShutdownHook(new Thread(WholeStackTest::down));
    stack = new StackStart(settings, steps()).run(false);
  }

  @AfterAll
  static void down() {
    new StackStop(settings, steps()).run();
  }

  private static Steps steps() {
    return new Steps(new PrintWriter(PROGRESS, true), false);
  }

  @Test
  @Order(1)
  void everyHourlyDocumentEqualsTheRecomputation() {
    long seed = System.nanoTime();
    List<byte[]> records = records(seed);
    send(records);
    assertDocuments("seed " + seed);
  }

  @Test
  @Order(2)
  void sendingAgainChangesNothing() {
    Instant now = Instant.now();
    List<byte[]> again =
        SampleKinds.named("model-calls")
            .events(
                new SamplePlan(
                    now.minusSeconds(7_200), now.minusSeconds(3_600), 0.2, 11, List.of("demo")))
            .map(event -> event.json().getBytes(UTF_8))
            .toList();
    send(again);
    assertDocuments("first time");
    Map<String, Map<String, Object>> before = new HourlyDocuments(stack.elasticsearch()).read();
    send(again);
    awaitAllRead();
    assertThat(new HourlyDocuments(stack.elasticsearch()).read()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void theTraceCountsOnceHoweverOftenItIsImported() throws Exception {
    Path trace = trace();
    assumeTrue(Files.exists(trace), () -> "there is no " + trace);
    importTrace(trace);
    assertDocuments("trace");
    importTrace(trace);
    awaitAllRead();
    assertDocuments("trace, twice");
    assertThat(ORACLE.total("acme", "calls")).isEqualTo(19_366);
    JsonNode summary = summary("acme", "alice");
    assertThat(summary.path("calls").asLong()).isEqualTo(19_366);
    assertThat(summary.path("input_tokens").asLong()).isEqualTo(22_361_870);
    assertThat(summary.path("output_tokens").asLong()).isEqualTo(4_088_665);
  }

  @Test
  @Order(4)
  void thePageShowsTheTrace() {
    Path trace = trace();
    assumeTrue(Files.exists(trace), () -> "there is no " + trace);
    String token = token("acme", "alice");
    try (PageReader page = new PageReader(home.resolve("chromium"))) {
      assertThat(
              page.cards(
                  stack.api(),
                  "model-calls",
                  token,
                  List.of("calls", "input_tokens", "output_tokens")))
          .containsEntry("calls", "19,366")
          .containsEntry("input_tokens", "22,361,870")
          .containsEntry("output_tokens", "4,088,665");
      assertThat(page.address()).doesNotContain(token);
    }
  }

  @Test
  @Order(5)
  void everyRunJobAndMeasurementEqualsTheRecomputation() {
    followed = new FollowedPipelines(Instant.now(), System.nanoTime());
    followed.sendFirstHalf(stack.bootstrapServers());
    followed.assertDocuments(stack.elasticsearch(), "first half");
  }

  @Test
  @Order(6)
  void everyTabOfThePageShowsWhatTheRecomputationGives() {
    try (PageReader page = new PageReader(home.resolve("chromium-of-tabs"))) {
      followed.assertCards(page, stack.api(), superAdmin(FollowedInput.TENANT));
      Map<String, String> cards =
          page.cards(
              stack.api(),
              "model-calls",
              superAdmin("other"),
              List.of("calls", "failed", "blocked"));
      cards.forEach(
          (name, shown) ->
              assertThat(shown)
                  .as(name)
                  .isEqualTo(FollowedPipelines.whole(ORACLE.total("other", name))));
    }
  }

  @Test
  @Order(7)
  void downEndsEveryProcessAndTheNextUpGoesOn() {
    List<ProcessHandle> processes = started();
    assertThat(processes)
        .as("processes with %s on their command line", home)
        .hasSizeGreaterThanOrEqualTo(5);
    down();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(PortOwner.isTaken(stack.elasticsearch().getPort())).isFalse();
    assertThat(settings.state().root().resolve("run"))
        .isDirectoryNotContaining("glob:**.properties");

    stack = new StackStart(settings, steps()).run(false);
    assertThat(PROGRESS.toString()).contains("resumed from savepoint");
    long seed = System.nanoTime();
    send(records(seed));
    assertDocuments("after down and up, seed " + seed);
    followed.sendRest(stack.bootstrapServers());
    followed.assertDocuments(stack.elasticsearch(), "the rest");
  }

  /**
   * Sample calls of the last hours, shuffled, one in twenty sent twice, with broken records in
   * between.
   */
  private static List<byte[]> records(long seed) {
    Instant now = Instant.now();
    Random random = new Random(seed);
    List<byte[]> records = new ArrayList<>();
    SampleKinds.named("model-calls")
        .events(
            new SamplePlan(now.minusSeconds(6 * 3_600), now, 0.1, seed, List.of("demo", "other")))
        .map(event -> event.json().getBytes(UTF_8))
        .forEach(
            event -> {
              records.add(event);
              if (random.nextInt(20) == 0) {
                records.add(random.nextInt(records.size()), event);
              }
            });
    MALFORMED.forEach(
        record -> records.add(random.nextInt(records.size()), record.getBytes(UTF_8)));
    return records;
  }

  private static void send(List<byte[]> records) {
    try (EventSender sender = EventSender.to(stack.bootstrapServers(), TOPIC)) {
      for (byte[] record : records) {
        ORACLE.add(record);
        sender.send(TOPIC, record);
      }
      sender.flush();
    }
  }

  private static void importTrace(Path trace) {
    ImportRequest request =
        new ImportRequest(
            new InputFile(trace),
            TOPIC,
            List.of(
                "event_time=TIMESTAMP",
                "input_tokens=ContextTokens",
                "output_tokens=GeneratedTokens"),
            List.of("tenant_id=acme", "user_id=alice", "api_key_id=k1", "model=gpt-conversation"));
    CsvImport rows = new CsvImport(request, true, Clock.systemUTC());
    List<byte[]> events = new ArrayList<>();
    rows.events(rows.check(), events::add);
    send(events);
  }

  /** Beside the checkout, or beside the folder of a work tree. */
  private static Path trace() {
    Path root = Checkout.current().root();
    String name = "shared/data/azure-llm-conversation-2023.csv";
    return Stream.of(root.resolve("..").resolve(name), root.resolve("../..").resolve(name))
        .map(Path::normalize)
        .filter(Files::exists)
        .findFirst()
        .orElse(root.resolveSibling(name));
  }

  private static void assertDocuments(String when) {
    HourlyDocuments documents = new HourlyDocuments(stack.elasticsearch());
    Waiting.until(() -> documents.read().equals(ORACLE.documents()), LIMIT);
    assertThat(documents.read()).as(when).isEqualTo(ORACLE.documents());
  }

  /**
   * The job notes what it has read at its checkpoints; what is read is published within seconds.
   */
  private static void awaitAllRead() {
    Waiting.until(
        () -> ConsumerLag.of(stack.bootstrapServers()).getOrDefault(TOPIC, 1L) == 0, LIMIT);
    assertThat(ConsumerLag.of(stack.bootstrapServers())).containsEntry(TOPIC, 0L);
  }

  private static List<ProcessHandle> started() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
        .toList();
  }

  private static JsonNode summary(String tenant, String user) throws Exception {
    URI uri = stack.api().resolve("/api/v1/model-calls/summary?range=1d");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + token(tenant, user))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String token(String tenant, String user) {
    return token(tenant, user, List.of());
  }

  private static String superAdmin(String tenant) {
    return token(tenant, "root", List.of("super-admin"));
  }

  private static String token(String tenant, String user, List<String> roles) {
    return new TokenMint(TokenKey.of(settings.state()), Clock.systemUTC())
        .sign(new TokenRequest(tenant, user, roles, List.of(), Duration.ofHours(1)));
  }
}
