/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
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

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String TOPIC = "usage.model-calls";
  private static final int CALLS = 300;

  private static final String STEPS = "usage.comfyui-tasks";
  private static final String LEVELS = "/tidemark-comfyui-concurrency-*/_search?";
  private static final String RUNS = "/tidemark-comfyui-hourly-*/_search?";
  private static final String HOURS = "/tidemark-model-calls-hourly-*/_search?";
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

  /** One run goes on; of another one no end came within the longest duration of a run. */
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

  private static void rebuild(Instant from, Instant to) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    environment.setParallelism(2);
    environment.enableCheckpointing(1_000);
    String[] arguments = {
      "--kafka.bootstrap-servers", kafka.bootstrapServers(),
      "--elasticsearch.hosts", node.uri().toString(),
      "--rebuild.from", from.toString(),
      "--rebuild.to", to.toString()
    };
    TidemarkJob.define(environment, JobArguments.parse(arguments, Map.of()));
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
