/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.send.EventSender;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The foreign formats of ComfyUI runs and coding agents as options name them, each in a topic of
 * its own of a real broker, until the documents.
 */
@Tag("cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FormatsJobTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(2);

  private static final String HISTORY =
      """
      {"p-1":{"prompt":[1,"p-1",{},{"create_time":%1$d,"extra_pnginfo":{"workflow":{"id":"w-1"}}},[]],\
      "status":{"status_str":"error","completed":false,"messages":[\
      ["execution_start",{"prompt_id":"p-1","timestamp":%2$d}],\
      ["execution_interrupted",{"prompt_id":"p-1","timestamp":%3$d,"node_id":"3"}]]}}}""";
  private static final String AUDIT =
      """
      {"timestamp":"%s","request_id":"r-1","user_id":"ada","task_type":"t2i","workflow":"portrait",\
      "model_used":"sdxl","input_resolution":[1024,768],"processing_time_sec":20.5,"status":"success"}""";
  private static final String STEP =
      """
      {"task_id":"t","tenant_id":"acme","event":"failed","event_time":%d}""";
  private static final String EXPORT =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"gemini_cli.token.usage","sum":{\
      "aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{\
      "startTimeUnixNano":"%d000000","timeUnixNano":"%d000000","asInt":"%d","attributes":[\
      {"key":"type","value":{"stringValue":"output"}},\
      {"key":"session.id","value":{"stringValue":"s-1"}}]}]}}]}]}]}""";

  @TempDir static Path home;

  private final Instant hour =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

  @Test
  void everyFormatComesToItsDocuments() throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start(home)) {
      send(kafka.bootstrapServers());

      Map<String, JsonNode> documents = documents(kafka.bootstrapServers());

      JsonNode history = one(documents, "comfyui-hourly", "workflow_id", "w-1");
      assertThat(history.path("cancelled").asLong()).isEqualTo(1);
      assertThat(history.path("tenant_id").asText()).isEqualTo("default-tenant");
      assertThat(history.at("/run_time_ms/sum").asLong()).isEqualTo(40_000);
      assertThat(history.at("/queue_time_ms/sum").asLong()).isEqualTo(2_000);
      JsonNode audit = one(documents, "comfyui-hourly", "workflow_id", "portrait");
      assertThat(audit.path("succeeded").asLong()).isEqualTo(1);
      assertThat(audit.path("user_id").asText()).isEqualTo("ada");
      assertThat(audit.at("/run_time_ms/sum").asLong()).isEqualTo(20_500);
      JsonNode step = one(documents, "comfyui-hourly", "tenant_id", "acme");
      assertThat(step.path("failed").asLong()).isEqualTo(1);
      JsonNode levels = one(documents, "comfyui-concurrency", "dimension", "tenant");
      // The run of the step has no start.
      assertThat(levels.path("running_ms").asLong()).isEqualTo(40_000 + 20_500);
      JsonNode agent = one(documents, "coding-agents-hourly", "agent", "gemini-cli");
      // The final value of a counter, though it was reported twice and out of order.
      assertThat(agent.path("output_tokens").asLong()).isEqualTo(170);
      assertThat(agent.path("measurements").asLong()).isEqualTo(2);
    }
  }

  private void send(String bootstrapServers) {
    long start = hour.toEpochMilli();
    Map<String, List<String>> records =
        Map.of(
            "steps",
            List.of(STEP.formatted(start + 60_000)),
            "history",
            List.of(HISTORY.formatted(start, start + 2_000, start + 42_000)),
            "audit",
            List.of(AUDIT.formatted(hour.plusSeconds(600))),
            "agents",
            List.of(
                EXPORT.formatted(start, start + 120_000, 170),
                EXPORT.formatted(start, start + 60_000, 120),
                EXPORT.formatted(start, start + 120_000, 170)));
    try (Topics topics = new Topics(bootstrapServers)) {
      records.keySet().forEach(topic -> topics.create(topic, 1));
    }
    try (EventSender sender = EventSender.to(bootstrapServers, "steps")) {
      records.forEach(
          (topic, lines) -> lines.forEach(line -> sender.send(topic, line.getBytes(UTF_8))));
      sender.flush();
    }
  }

  /** All that the topics hold until now, through the production topologies. */
  private Map<String, JsonNode> documents(String bootstrapServers) throws Exception {
    String[] arguments = {
      "--kafka.bootstrap-servers", bootstrapServers,
      "--comfyui.topic", "steps,history,audit",
      "--comfyui.format", "native,comfyui-history,audit-log",
      "--coding-agents.topic", "agents",
      "--coding-agents.format", "otlp-metrics",
      "--default-tenant", "default-tenant",
      "--rebuild.from", hour.toString(),
      "--rebuild.to", hour.plus(Duration.ofHours(1)).toString()
    };
    Wiring wiring = new Wiring(JobArguments.parse(arguments, Map.of()));
    Configuration settings = TidemarkJob.settings();
    // The sink that collects results cannot be given an id.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(2);
    Inputs inputs = new Inputs(environment, wiring.rebuild(Instant.now()));
    DataStream<DocumentWrite> all =
        documents(inputs, wiring, Workloads.COMFYUI)
            .union(documents(inputs, wiring, Workloads.CODING_AGENTS));
    StoredDocuments stored = new StoredDocuments();
    try (CloseableIterator<DocumentWrite> documents = all.executeAndCollect()) {
      documents.forEachRemaining(stored::write);
    }
    return stored.figures();
  }

  private static <E, R, K> DataStream<DocumentWrite> documents(
      Inputs inputs, Wiring wiring, Workload<E, R, K> workload) {
    DataStream<SourceEvent<E>> events =
        inputs.read(wiring.source(workload, Clock.systemUTC()), workload);
    return WorkloadPipeline.define(events, workload, wiring.workloadOptions()).documents();
  }

  private static JsonNode one(
      Map<String, JsonNode> documents, String family, String field, String value) {
    List<JsonNode> found =
        documents.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("tidemark-" + family))
            .map(Map.Entry::getValue)
            .filter(document -> document.path(field).asText().equals(value))
            .toList();
    assertThat(found).as("%s with %s %s", family, field, value).hasSize(1);
    return found.get(0);
  }
}
