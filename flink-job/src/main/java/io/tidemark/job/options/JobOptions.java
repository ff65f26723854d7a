/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import static io.tidemark.job.options.OptionValues.durationBetween;
import static io.tidemark.job.options.OptionValues.oneOf;
import static io.tidemark.job.options.OptionValues.wholeNumberBetween;

import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.kafka.OnLostOffsets;
import io.tidemark.job.modelcalls.RecordOptions;
import io.tidemark.model.modelcalls.FormatOptions;
import io.tidemark.model.modelcalls.ModelCallFormats;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.DescriptiveText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * All options of the job: name, default, what is allowed, what it does. Nothing else names them.
 */
public final class JobOptions {

  /** Prefix of options that go to the Kafka clients as they are. */
  public static final String KAFKA_PREFIX = "kafka.";

  public static final JobOption<String> KAFKA_BOOTSTRAP_SERVERS =
      new JobOption<>(
          "kafka.bootstrap-servers",
          "localhost:9092",
          "host:port, several by comma",
          "Kafka brokers. Any other client property is given as --kafka.<property>, security included.",
          Function.identity());

  public static final JobOption<String> KAFKA_GROUP_ID =
      new JobOption<>(
          "kafka.group-id",
          "tidemark",
          "text",
          "Consumer group under which offsets are committed, for tools that show lag.",
          Function.identity());

  public static final JobOption<OnLostOffsets> KAFKA_ON_LOST_OFFSETS =
      new JobOption<>(
          "kafka.on-lost-offsets",
          "fail",
          "fail, skip",
          "What to do when records were deleted before the job had read them.",
          oneOf(OnLostOffsets.class));

  public static final JobOption<List<String>> ELASTICSEARCH_HOSTS =
      new JobOption<>(
          "elasticsearch.hosts",
          "http://localhost:9200",
          "URLs by comma",
          "Elasticsearch nodes, 7.17 or 8.",
          OptionValues::names);

  public static final JobOption<String> ELASTICSEARCH_USERNAME =
      new JobOption<>(
          "elasticsearch.username",
          null,
          "text",
          "User name; TIDEMARK_ELASTICSEARCH_USERNAME in the environment does the same.",
          Function.identity());

  public static final JobOption<String> ELASTICSEARCH_PASSWORD =
      new JobOption<>(
          "elasticsearch.password",
          null,
          "text",
          "Password; TIDEMARK_ELASTICSEARCH_PASSWORD in the environment does the same and shows in no list"
              + " of processes.",
          Function.identity());

  public static final JobOption<Integer> ELASTICSEARCH_BULK_ACTIONS =
      new JobOption<>(
          "elasticsearch.bulk-actions",
          "1000",
          "1 to 100000",
          "Documents in a bulk, at most.",
          wholeNumberBetween(1, 100_000));

  public static final JobOption<Integer> ELASTICSEARCH_BULK_BYTES =
      new JobOption<>(
          "elasticsearch.bulk-bytes",
          "5242880",
          "1024 to 52428800",
          "Size of a bulk in bytes, at most.",
          wholeNumberBetween(1024, 52_428_800));

  public static final JobOption<Integer> ELASTICSEARCH_BULKS_IN_FLIGHT =
      new JobOption<>(
          "elasticsearch.bulks-in-flight",
          "4",
          "1 to 10",
          "Bulks of one writer that may wait for an answer.",
          wholeNumberBetween(1, 10));

  public static final JobOption<Duration> ELASTICSEARCH_FLUSH_INTERVAL =
      new JobOption<>(
          "elasticsearch.flush-interval",
          "1s",
          "100ms to 1m",
          "How long a document waits for its bulk to fill.",
          durationBetween(Duration.ofMillis(100), Duration.ofMinutes(1)));

  public static final JobOption<Duration> ELASTICSEARCH_RETRY_LIMIT =
      new JobOption<>(
          "elasticsearch.retry-limit",
          "30m",
          "1s to 7d",
          "How long a bulk is tried again before the job restarts.",
          durationBetween(Duration.ofSeconds(1), Duration.ofDays(7)));

  public static final JobOption<List<String>> PIPELINES =
      new JobOption<>(
          "pipelines",
          "model-calls,comfyui,training,coding-agents",
          "model-calls, comfyui, training, coding-agents",
          "Which pipelines the job runs: one job each, or together.",
          OptionValues.namesOutOf(List.of("model-calls", "comfyui", "training", "coding-agents")));

  public static final JobOption<List<String>> MODEL_CALLS_TOPIC =
      topics("model-calls", "usage.model-calls", "model calls");

  public static final JobOption<List<String>> MODEL_CALLS_FORMAT =
      formats("model-calls", "model calls", ModelCallFormats.names());

  public static final JobOption<List<String>> COMFYUI_TOPIC =
      topics("comfyui", "usage.comfyui-tasks", "ComfyUI steps");

  public static final JobOption<List<String>> COMFYUI_FORMAT =
      formats("comfyui", "ComfyUI steps", List.of("native", "comfyui-history", "audit-log"));

  public static final JobOption<List<String>> TRAINING_TOPIC =
      topics("training", "usage.training-jobs", "training events");

  public static final JobOption<List<String>> TRAINING_FORMAT =
      formats("training", "training events", List.of("native"));

  public static final JobOption<List<String>> CODING_AGENTS_TOPIC =
      topics("coding-agents", "usage.coding-agents", "measurements of coding agents");

  public static final JobOption<List<String>> CODING_AGENTS_FORMAT =
      formats("coding-agents", "measurements of coding agents", List.of("native", "otlp-metrics"));

  public static final JobOption<String> DEFAULT_TENANT =
      new JobOption<>(
          "default-tenant",
          null,
          "text",
          "Tenant of events whose source names none; without it such events are malformed. Not for"
              + " native events.",
          Function.identity());

  public static final JobOption<String> DEFAULT_MODEL =
      new JobOption<>(
          "default-model",
          null,
          "text",
          "Model of calls in otel-genai and cloudevents whose source names none.",
          Function.identity());

  public static final JobOption<ZoneId> MS_SWIFT_TIME_ZONE =
      new JobOption<>(
          "ms-swift.time-zone",
          "UTC",
          "name of a time zone, or an offset",
          "Time zone of times in ms-swift that name none, for example Asia/Shanghai or +08:00.",
          OptionValues::timeZone);

  public static final JobOption<String> TENANT_ATTRIBUTE =
      new JobOption<>(
          "tenant-attribute",
          FormatOptions.TENANT_ATTRIBUTE,
          "name of an attribute",
          "Attribute that names the tenant in otel-genai and otlp-metrics.",
          Function.identity());

  public static final JobOption<Duration> MAX_TASK_DURATION =
      new JobOption<>(
          "max-task-duration",
          "24h",
          "1m to 30d",
          "A ComfyUI run without an end after this time is closed there and counts as abandoned.",
          durationBetween(Duration.ofMinutes(1), Duration.ofDays(30)));

  public static final JobOption<List<ConcurrencyDimension>> CONCURRENCY_DIMENSIONS =
      new JobOption<>(
          "concurrency-dimensions",
          "tenant,workflow,user,api_key,source",
          "tenant, workflow, user, api_key, source",
          "By what ComfyUI runs at the same time are counted.",
          OptionValues::dimensions);

  public static final JobOption<String> DEAD_LETTERS_TOPIC =
      new JobOption<>(
          "dead-letters.topic",
          "usage.dead-letters",
          "a topic",
          "Where records go that could not be counted, beside their index.",
          Function.identity());

  public static final JobOption<Duration> WINDOW =
      new JobOption<>("window", "1h", "15m, 30m, 1h", "Length of a window.", OptionValues::window);

  public static final JobOption<Duration> OUT_OF_ORDERNESS =
      new JobOption<>(
          "out-of-orderness",
          "5m",
          "0 to 1h",
          "How far events may come out of order before they count as late.",
          durationBetween(Duration.ZERO, Duration.ofHours(1)));

  public static final JobOption<Duration> IDLE_AFTER =
      new JobOption<>(
          "idle-after",
          "30s",
          "1s to 1h",
          "Silence after which the clock may move event time, once it is proven that nothing waits.",
          durationBetween(Duration.ofSeconds(1), Duration.ofHours(1)));

  public static final JobOption<Duration> PROVISIONAL_EVERY =
      new JobOption<>(
          "provisional-every",
          "60s",
          "0, or 1s to 1h",
          "How often the running window is published. 0 switches provisional figures off.",
          OptionValues.zeroOrBetween(Duration.ofSeconds(1), Duration.ofHours(1)));

  public static final JobOption<Integer> PROVISIONAL_BUDGET =
      new JobOption<>(
          "provisional-budget",
          "500",
          "1 to 1000000",
          "Documents a second that provisional figures may cost, and corrections as many. When more"
              + " changed, the interval stretches; the metric provisionalStretchMillis says by how much.",
          wholeNumberBetween(1, 1_000_000));

  public static final JobOption<Duration> LATENESS =
      new JobOption<>(
          "lateness",
          "24h",
          "0 to 30d",
          "How long after its end a window takes corrections.",
          durationBetween(Duration.ZERO, Duration.ofDays(30)));

  public static final JobOption<Duration> DUPLICATE_HORIZON =
      new JobOption<>(
          "duplicate-horizon",
          "24h",
          "1h to 30d",
          "How long ids are remembered, of event time. Not shorter than --lateness.",
          durationBetween(Duration.ofHours(1), Duration.ofDays(30)));

  public static final JobOption<Duration> RETENTION =
      new JobOption<>(
          "retention",
          "30d",
          "1d to 3650d",
          "Events older than this are refused: their day is deleted, or soon will be.",
          durationBetween(Duration.ofDays(1), Duration.ofDays(3650)));

  public static final JobOption<Duration> MAX_FUTURE =
      new JobOption<>(
          "max-future",
          "10m",
          "0 to 24h",
          "How far ahead of the clock an event may be.",
          durationBetween(Duration.ZERO, Duration.ofHours(24)));

  public static final JobOption<RecordOptions.Kept> RECORDS =
      new JobOption<>(
          "records",
          "all",
          "all, failed, none",
          "Which calls are kept as records.",
          oneOf(RecordOptions.Kept.class));

  public static final JobOption<ClientAddress.Policy> CLIENT_IP =
      new JobOption<>(
          "client-ip",
          "truncate",
          "keep, truncate, hash, drop",
          "What records and dead letters keep of client addresses.",
          oneOf(ClientAddress.Policy.class));

  public static final JobOption<String> CLIENT_IP_KEY =
      new JobOption<>(
          "client-ip-key",
          null,
          "text",
          "Key of hashed client addresses; needed with --client-ip hash.",
          Function.identity());

  public static final JobOption<Set<DescriptiveText>> DROP_TEXTS =
      new JobOption<>(
          "drop-texts",
          "none",
          "none, or by comma: error_message, tags, user_agent, context",
          "Free texts that neither records nor dead letters keep. Others are cut: error_message at 1024"
              + " characters, user_agent and each text in tags and context at 512.",
          OptionValues::texts);

  public static final JobOption<Instant> REBUILD_FROM =
      new JobOption<>(
          "rebuild.from",
          null,
          "RFC 3339, the start of a window",
          "With --rebuild.to: computes past windows again from the topics, and ends. Better figures"
              + " that are there stay.",
          OptionValues::instant);

  public static final JobOption<Instant> REBUILD_TO =
      new JobOption<>(
          "rebuild.to",
          null,
          "RFC 3339, the start of a window",
          "The first window that a rebuild leaves alone; those before it must be over for longer than"
              + " --out-of-orderness.",
          OptionValues::instant);

  /** Every option, in the order of documentation. */
  public static final List<JobOption<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_GROUP_ID,
          KAFKA_ON_LOST_OFFSETS,
          ELASTICSEARCH_HOSTS,
          ELASTICSEARCH_USERNAME,
          ELASTICSEARCH_PASSWORD,
          ELASTICSEARCH_BULK_ACTIONS,
          ELASTICSEARCH_BULK_BYTES,
          ELASTICSEARCH_BULKS_IN_FLIGHT,
          ELASTICSEARCH_FLUSH_INTERVAL,
          ELASTICSEARCH_RETRY_LIMIT,
          PIPELINES,
          MODEL_CALLS_TOPIC,
          MODEL_CALLS_FORMAT,
          COMFYUI_TOPIC,
          COMFYUI_FORMAT,
          TRAINING_TOPIC,
          TRAINING_FORMAT,
          CODING_AGENTS_TOPIC,
          CODING_AGENTS_FORMAT,
          DEFAULT_TENANT,
          DEFAULT_MODEL,
          MS_SWIFT_TIME_ZONE,
          TENANT_ATTRIBUTE,
          MAX_TASK_DURATION,
          CONCURRENCY_DIMENSIONS,
          DEAD_LETTERS_TOPIC,
          WINDOW,
          OUT_OF_ORDERNESS,
          IDLE_AFTER,
          PROVISIONAL_EVERY,
          PROVISIONAL_BUDGET,
          LATENESS,
          DUPLICATE_HORIZON,
          RETENTION,
          MAX_FUTURE,
          RECORDS,
          CLIENT_IP,
          CLIENT_IP_KEY,
          DROP_TEXTS,
          REBUILD_FROM,
          REBUILD_TO);

  private JobOptions() {}

  private static JobOption<List<String>> topics(String pipeline, String topic, String what) {
    return new JobOption<>(
        pipeline + ".topic",
        topic,
        "topics by comma",
        "Topics with " + what + ".",
        OptionValues::names);
  }

  private static JobOption<List<String>> formats(
      String pipeline, String what, List<String> allowed) {
    return new JobOption<>(
        pipeline + ".format",
        allowed.get(0),
        String.join(", ", allowed),
        "Format of the " + what + ": one for all topics, or one per topic by comma.",
        OptionValues.namesOutOf(allowed));
  }
}
