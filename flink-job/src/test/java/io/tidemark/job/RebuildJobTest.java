/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.job.kafka.BrokerTopics;
import io.tidemark.job.options.JobArguments;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.send.EventSender;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild from a real broker into a real node: the whole job, its end included. */
@Tag("cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RebuildJobTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(2);

  private static final String TOPIC = "usage.model-calls";
  private static final int CALLS = 300;

  private static final String STEPS = "usage.comfyui-tasks";
  private static final String LEVELS = "/tidemark-comfyui-concurrency-*/_search?";
  private static final String RUNS = "/tidemark-comfyui-hourly-*/_search?";
  private static final String HOURS = "/tidemark-model-calls-hourly-*/_search?";
  private static final String AGENTS = "/tidemark-coding-agents-hourly-*/_search?";
  private static final String DAYS = "/tidemark-model-calls-daily-*/_search?";

  @TempDir static Path home;

  private static KafkaProcess kafka;
  private static ElasticsearchProcess node;

  private final Instant first =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(6));

  @BeforeAll
  static void start() {
    kafka = KafkaProcess.start(home.resolve("kafka"));
    node = ElasticsearchProcess.start(home.resolve("node"));
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.createAll();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
    node.close();
  }

  @Test
  void hoursAreComputedAgainAndBetterFiguresStay() throws Exception {
    sendThreeHours(kafka.bootstrapServers());

    rebuild(first, first.plus(Duration.ofHours(2)));

    Map<String, Long> calls = calls(node.uri());
    // One group an hour; 100 calls each, sent twice. The third hour is not of the range.
    assertThat(calls.values()).containsExactly(100L, 100L);
    assertThat(ask(node.uri(), "/tidemark-dead-letters-*/_count").path("count").asInt()).isZero();
    assertThat(ask(node.uri(), "/tidemark-pipeline-progress-*/_count").path("count").asInt())
        .isZero();

    Map<String, Long> raised = raiseOneAndLowerTheOther(node.uri());
    rebuild(first, first.plus(Duration.ofHours(2)));

    assertThat(calls(node.uri()).values()).containsExactlyInAnyOrder(100L, 999L);
    assertThat(raised.values()).containsExactlyInAnyOrder(1L, 999L);
  }

  @Test
  void recomputesDaysThatLieInTheRangeAsAWhole() throws Exception {
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
    Duration before = Duration.ofHours(3);
    int hours = 27;
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      for (int i = 0; i < hours * 4; i++) {
        Instant time = day.minus(before).plus(Duration.ofMinutes(15L * i + 7));
        sender.send(TOPIC, call("globex", "g" + i, time).getBytes(UTF_8));
      }
      sender.flush();
    }

    rebuild(day.minus(Duration.ofHours(2)), day.plus(Duration.ofDays(1)));

    ask(node.uri(), "/_refresh");
    List<JsonNode> hourly = documents(node.uri(), HOURS, "globex");
    List<JsonNode> daily = documents(node.uri(), DAYS, "globex");
    assertThat(hourly).hasSize(26);
    // The range holds two hours of the day before, whose document is left alone.
    assertThat(daily).hasSize(1);
    JsonNode whole = daily.get(0);
    assertThat(whole.required("day").asText()).isEqualTo(day.toString());
    assertThat(whole.required("final").asBoolean()).isTrue();
    assertThat(whole.required("calls").asLong()).isEqualTo(96);
    assertThat(whole.required("input_tokens").asLong())
        .isEqualTo(
            hourly.stream()
                .filter(hour -> !Instant.parse(hour.required("hour").asText()).isBefore(day))
                .mapToLong(hour -> hour.required("input_tokens").asLong())
                .sum());
  }

  /** One run continues; of another one no end came within the longest duration of a run. */
  @Test
  void keepsRunsThatGoOnInTheirWindows() throws Exception {
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), STEPS)) {
      sender.send(STEPS, start("open", first.plus(Duration.ofMinutes(30))).getBytes(UTF_8));
      Instant dayBefore = first.minus(Duration.ofHours(24));
      sender.send(STEPS, start("lost", dayBefore.plus(Duration.ofMinutes(90))).getBytes(UTF_8));
      sender.flush();
    }

    rebuild(first, first.plus(Duration.ofHours(4)));

    ask(node.uri(), "/_refresh");
    assertThat(documents(node.uri(), LEVELS, "initech"))
        .filteredOn(level -> level.required("dimension").asText().equals("tenant"))
        .extracting(level -> level.required("hour").asText() + " " + level.required("running_ms"))
        .containsExactlyInAnyOrder(
            first + " " + Duration.ofMinutes(30).toMillis(),
            first.plus(Duration.ofHours(1)) + " " + Duration.ofHours(1).toMillis(),
            first.plus(Duration.ofHours(2)) + " " + Duration.ofHours(1).toMillis(),
            first.plus(Duration.ofHours(3)) + " " + Duration.ofHours(1).toMillis());
    assertThat(documents(node.uri(), RUNS, "initech"))
        .extracting(hour -> hour.required("hour").asText() + " " + hour.required("abandoned"))
        .containsExactly(first.plus(Duration.ofHours(1)) + " 1");
  }

  /** A series stood at 1,000 before the range, and grew by 100 in it. */
  @Test
  void countsTheGrowthOfCountersThatBeganBeforeTheRange() throws Exception {
    Instant ten = first.plus(Duration.ofHours(1));
    try (BrokerTopics topics = new BrokerTopics(kafka.bootstrapServers())) {
      String topic = topics.create("agents", 1);
      Instant before = ten.minus(Duration.ofMinutes(10));
      Instant within = ten.plus(Duration.ofMinutes(30));
      topics.sendAt(topic, 0, before.toEpochMilli(), standing(before, 1_000));
      topics.sendAt(topic, 0, within.toEpochMilli(), standing(within, 1_100));

      rebuild(
          ten,
          ten.plus(Duration.ofHours(1)),
          "--pipelines",
          "coding-agents",
          "--coding-agents.topic",
          topic,
          "--coding-agents.format",
          "otlp-metrics");
    }

    ask(node.uri(), "/_refresh");
    assertThat(documents(node.uri(), AGENTS, "umbrella"))
        .extracting(hour -> hour.required("hour").asText() + " " + hour.required("lines_added"))
        .containsExactly(ten + " 100");
  }

  @Test
  void leavesADayAloneOfWhichRecordsAreDeleted() throws Exception {
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
    try (BrokerTopics topics = new BrokerTopics(kafka.bootstrapServers())) {
      String topic = topics.create("calls", 1);
      for (int hour = 0; hour < 48; hour++) {
        Instant time = day.plus(Duration.ofHours(hour)).plusSeconds(600);
        topics.sendAt(
            topic, 0, time.toEpochMilli(), call("hooli", "h" + hour, time).getBytes(UTF_8));
      }
      topics.deleteBefore(topic, 0, 14);

      rebuild(
          day,
          day.plus(Duration.ofDays(2)),
          "--pipelines",
          "model-calls",
          "--model-calls.topic",
          topic);
    }

    ask(node.uri(), "/_refresh");
    assertThat(documents(node.uri(), HOURS, "hooli")).hasSize(34);
    assertThat(documents(node.uri(), DAYS, "hooli"))
        .extracting(document -> document.required("day").asText())
        .containsExactly(day.plus(Duration.ofDays(1)).toString());
  }

  private static byte[] standing(Instant time, long lines) {
    return """
    {"resourceMetrics":[{"resource":{"attributes":[
     {"key":"tenant.id","value":{"stringValue":"umbrella"}}]},"scopeMetrics":[{"metrics":[
     {"name":"claude_code.lines_of_code.count","sum":{"aggregationTemporality":2,
      "isMonotonic":true,"dataPoints":[{"startTimeUnixNano":"1767229140000000000",
       "timeUnixNano":"%d000000","asInt":"%d","attributes":[
        {"key":"type","value":{"stringValue":"added"}},
        {"key":"session.id","value":{"stringValue":"s-1"}}]}]}}]}]}]}"""
        .formatted(time.toEpochMilli(), lines)
        .getBytes(UTF_8);
  }

  private static String start(String task, Instant time) {
    return """
    {"task_id":"%s","tenant_id":"initech","event":"started","event_time":"%s"}"""
        .formatted(task, time);
  }

  private static List<JsonNode> documents(URI node, String search, String tenant) throws Exception {
    List<JsonNode> documents = new ArrayList<>();
    ask(node, search + "size=1000&q=tenant_id:" + tenant)
        .at("/hits/hits")
        .forEach(hit -> documents.add(hit.required("_source")));
    return documents;
  }

  private static String call(String tenant, String id, Instant time) {
    return """
    {"request_id":"%s","event_time":"%s","tenant_id":"%s","model":"gpt","input_tokens":5}"""
        .formatted(id, time, tenant);
  }

  private void sendThreeHours(String bootstrapServers) {
    try (EventSender sender = EventSender.to(bootstrapServers, TOPIC)) {
      for (int twice = 0; twice < 2; twice++) {
        for (int i = 0; i < CALLS; i++) {
          Instant time = first.plus(Duration.ofSeconds(36L * i));
          sender.send(TOPIC, call("acme", "r" + i, time).getBytes(UTF_8));
        }
        sender.send(TOPIC, "{\"request_id\":".getBytes(UTF_8));
      }
      sender.flush();
    }
  }

  private static void rebuild(Instant from, Instant to, String... more) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    environment.setParallelism(2);
    environment.enableCheckpointing(1_000);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--kafka.bootstrap-servers", kafka.bootstrapServers()));
    arguments.addAll(List.of("--elasticsearch.hosts", node.uri().toString()));
    arguments.addAll(List.of("--rebuild.from", from.toString()));
    arguments.addAll(List.of("--rebuild.to", to.toString()));
    TidemarkJob.defineChecked(
        environment, JobArguments.parse(arguments.toArray(String[]::new), Map.of()));
    environment.execute("rebuild");
  }

  /** The calls by document, in the order of their hours. */
  private static Map<String, Long> calls(URI node) throws Exception {
    ask(node, "/_refresh");
    Map<String, Long> calls = new TreeMap<>();
    for (JsonNode hit : hits(node)) {
      JsonNode document = hit.required("_source");
      assertThat(document.required("final").asBoolean()).isTrue();
      calls.put(
          document.required("hour").asText() + " " + hit.required("_id").asText(),
          document.required("calls").asLong());
    }
    return calls;
  }

  private static Map<String, Long> raiseOneAndLowerTheOther(URI node) throws Exception {
    JsonNode hits = hits(node);
    write(node, hits.get(0), 999, 2);
    write(node, hits.get(1), 1, 0);
    return calls(node);
  }

  private static void write(URI node, JsonNode hit, long calls, long newer) throws Exception {
    ObjectNode document = hit.required("_source").deepCopy();
    document.put("calls", calls);
    String path =
        "/%s/_doc/%s?version_type=external_gte&version=%d"
            .formatted(
                hit.required("_index").asText(),
                hit.required("_id").asText(),
                hit.required("_version").asLong() + newer);
    new ElasticsearchClient(node).send("PUT", path, document.toString());
  }

  private static JsonNode hits(URI node) throws Exception {
    return ask(node, HOURS + "version=true&sort=_id&q=tenant_id:acme").at("/hits/hits");
  }

  private static JsonNode ask(URI node, String path) throws IOException {
    return new ElasticsearchClient(node).get(path);
  }
}
