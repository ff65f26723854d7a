/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions;
import io.tidemark.job.elasticsearch.RejectedDocumentTopic;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.job.kafka.KafkaSourceOptions;
import io.tidemark.job.kafka.TopicFormat;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.options.ConnectorOptions;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOption;
import io.tidemark.job.options.JobOptions;
import io.tidemark.job.options.SourceOptions;
import io.tidemark.job.rebuild.FirstSteps;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.topology.Counting;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.DayOptions;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.codingagents.AgentTokenSource;
import io.tidemark.model.formats.FormatFactory;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.formats.SenderFormat;
import io.tidemark.model.modelcalls.CallOptions;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.util.function.SerializableSupplier;

/** Turns the job's options into those of its parts. */
public final class Wiring {

  /** Folded parts wait at most this long, or a fraction of the interval that they are needed in. */
  private static final Duration LONGEST_FOLD = Duration.ofSeconds(10);

  private static final int FOLDS_PER_INTERVAL = 5;

  private final JobArguments options;

  public Wiring(JobArguments options) {
    this.options = options;
  }

  /** The workloads that the job runs. */
  List<Workload<?, ?, ?>> workloads() {
    List<String> chosen = options.get(SourceOptions.PIPELINES);
    return Workloads.ALL.stream().filter(workload -> chosen.contains(workload.id())).toList();
  }

  /** The topics of a workload. */
  public <E> UsageSource<E> source(Workload<E, ?, ?> workload, Clock clock) {
    SourceOptions.OfWorkload names = SourceOptions.of(workload);
    List<String> topics = options.get(names.topics());
    List<String> formats = perTopic(names.formats(), topics.size());
    List<TopicFormat<E>> topicFormats = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      SerializableSupplier<UsageFormat<E>> format = format(workload, formats.get(i));
      boolean trusted = options.get(SourceOptions.TRUSTED_HEADERS).contains(topics.get(i));
      topicFormats.add(
          new TopicFormat<>(topics.get(i), trusted ? senderFormat(workload, format) : format));
    }
    return new UsageSource<>(
        workload.id(), kafkaSource(), topicFormats, workload.source().access().time(), clock);
  }

  private <E> SerializableSupplier<UsageFormat<E>> format(Workload<E, ?, ?> workload, String name) {
    FormatFactory<E> factory = workload.source().formats().find(name);
    FormatOptions formatOptions = formatOptions();
    return () -> factory.create(formatOptions);
  }

  /** The records of a topic of the intake service name their format and sender. */
  private <E> SerializableSupplier<UsageFormat<E>> senderFormat(
      Workload<E, ?, ?> workload, SerializableSupplier<UsageFormat<E>> withoutHeaders) {
    FormatOptions formatOptions = formatOptions();
    FormatRegistry<E> formats = workload.source().formats();
    return () -> new SenderFormat<>(formats, formatOptions, withoutHeaders.get());
  }

  private FormatOptions formatOptions() {
    return new FormatOptions(
        options.get(SourceOptions.DEFAULT_TENANT),
        options.get(SourceOptions.TENANT_ATTRIBUTE),
        options.get(SourceOptions.DEFAULT_MODEL),
        options.get(SourceOptions.MS_SWIFT_TIME_ZONE),
        options.get(SourceOptions.AGENT_TOKENS));
  }

  /** The windows to compute again; empty for a job that runs on. */
  Optional<RebuildRange> rebuild(Instant now) {
    Instant from = options.get(JobOptions.REBUILD_FROM);
    if (from == null) {
      return Optional.empty();
    }
    long earliest =
        new AcceptedTimes(options.get(JobOptions.MAX_FUTURE), options.get(JobOptions.RETENTION))
            .earliest(now.toEpochMilli());
    if (from.toEpochMilli() < earliest) {
      throw new IllegalArgumentException(
          "--rebuild.from %s: allowed is from %s on, the first day that --retention keeps"
              .formatted(from, Instant.ofEpochMilli(earliest)));
    }
    return Optional.of(
        RebuildRange.of(
            from,
            options.get(JobOptions.REBUILD_TO),
            hours().window(),
            options.get(JobOptions.OUT_OF_ORDERNESS),
            now));
  }

  /**
   * Finds from when on the topics of each workload hold all records. Workloads of whose topics
   * Kafka has deleted nothing are left out.
   *
   * @throws IllegalArgumentException saying what is allowed, when the range needs deleted records
   */
  Map<String, Instant> findKeptRecords(RebuildRange range) {
    FirstSteps firstSteps = new FirstSteps(kafkaClient(), Clock.systemUTC());
    Map<String, Instant> since = new HashMap<>();
    for (Workload<?, ?, ?> workload : workloads()) {
      List<String> topics = options.get(SourceOptions.of(workload).topics());
      if (workload.source().spansWindows()) {
        firstSteps.require(topics, range, longestReach(workload));
      }
      firstSteps.wholeSince(topics).ifPresent(first -> since.put(workload.id(), first));
    }
    return since;
  }

  /** How long before a window events may be that decide what it counts. */
  private Duration longestReach(Workload<?, ?, ?> workload) {
    Duration longest = options.get(JobOptions.MAX_TASK_DURATION);
    Duration hold = AgentTokenSource.LOGS_HOLD_FOR;
    boolean holds = workload.counting().outputs().contains(Counting.Output.TOKEN_SIGNALS);
    return holds && hold.compareTo(longest) > 0 ? hold : longest;
  }

  /** The options of the operators. */
  public WorkloadOptions workloadOptions() {
    return new WorkloadOptions(
        hours(),
        days(),
        options.get(JobOptions.DUPLICATE_HORIZON),
        options.get(JobOptions.RETENTION),
        flushEvery(),
        records(),
        options.get(JobOptions.MAX_TASK_DURATION),
        options.get(JobOptions.CONCURRENCY_DIMENSIONS),
        new CallOptions(
            options.get(JobOptions.PROMPT_BANDS),
            options.get(JobOptions.REPORTED_CURRENCY),
            options.get(JobOptions.DIMENSION_TAGS)));
  }

  private WindowOptions hours() {
    return new WindowOptions(
        options.get(JobOptions.WINDOW).toMillis(),
        options.get(JobOptions.LATENESS),
        provisionalEvery(),
        options.get(JobOptions.CORRECTIONS_EVERY),
        options.get(JobOptions.PROVISIONAL_BUDGET));
  }

  private DayOptions days() {
    return new DayOptions(
        options.get(JobOptions.DAILY),
        options.get(JobOptions.DAY_ZONE),
        options.get(JobOptions.MAX_FUTURE));
  }

  /** Recomputed windows are closed. */
  private Duration provisionalEvery() {
    boolean rebuild = options.get(JobOptions.REBUILD_FROM) != null;
    return rebuild ? Duration.ZERO : options.get(JobOptions.PROVISIONAL_EVERY);
  }

  private Duration flushEvery() {
    Duration provisional = provisionalEvery();
    Duration fraction = provisional.dividedBy(FOLDS_PER_INTERVAL);
    boolean shorter = !provisional.isZero() && fraction.compareTo(LONGEST_FOLD) < 0;
    return shorter ? fraction : LONGEST_FOLD;
  }

  private RecordOptions records() {
    String key = options.get(JobOptions.CLIENT_IP_KEY);
    return new RecordOptions(
        options.get(JobOptions.RECORDS),
        new PrivacyOptions(
            options.get(JobOptions.CLIENT_IP),
            key == null ? "" : key,
            options.get(JobOptions.DROP_TEXTS)));
  }

  public ElasticsearchSinkOptions elasticsearch() {
    ElasticsearchSinkOptions.Cluster cluster =
        ElasticsearchSinkOptions.Cluster.at(options.get(ConnectorOptions.ELASTICSEARCH_HOSTS));
    String user = options.get(ConnectorOptions.ELASTICSEARCH_USERNAME);
    String password = options.get(ConnectorOptions.ELASTICSEARCH_PASSWORD);
    ElasticsearchSinkOptions.Retries retries = ElasticsearchSinkOptions.Retries.DEFAULT;
    return new ElasticsearchSinkOptions(
        user == null && password == null ? cluster : cluster.withCredentials(user, password),
        new ElasticsearchSinkOptions.Bulks(
            options.get(ConnectorOptions.ELASTICSEARCH_BULK_ACTIONS),
            options.get(ConnectorOptions.ELASTICSEARCH_BULK_BYTES),
            options.get(ConnectorOptions.ELASTICSEARCH_BULKS_IN_FLIGHT),
            options.get(ConnectorOptions.ELASTICSEARCH_FLUSH_INTERVAL)),
        new ElasticsearchSinkOptions.Retries(
            retries.firstDelay(),
            retries.maxDelay(),
            options.get(ConnectorOptions.ELASTICSEARCH_RETRY_LIMIT)));
  }

  /** Documents that Elasticsearch permanently rejects go to the topic of dead letters, too. */
  RejectedDocumentTopic refused() {
    return new RejectedDocumentTopic(
        options.get(ConnectorOptions.DEAD_LETTERS_TOPIC), kafkaClient());
  }

  /** The properties of every Kafka client. */
  private Properties kafkaClient() {
    Properties client = kafkaProducer();
    client.setProperty("bootstrap.servers", bootstrapServers());
    return client;
  }

  String bootstrapServers() {
    return options.get(ConnectorOptions.KAFKA_BOOTSTRAP_SERVERS);
  }

  Properties kafkaProducer() {
    Properties properties = new Properties();
    options.kafka().forEach(properties::setProperty);
    return properties;
  }

  private KafkaSourceOptions kafkaSource() {
    Map<String, String> client = new HashMap<>(options.kafka());
    client.put("group.id", options.get(ConnectorOptions.KAFKA_GROUP_ID));
    return new KafkaSourceOptions(
        client,
        options.get(JobOptions.OUT_OF_ORDERNESS),
        options.get(JobOptions.IDLE_AFTER),
        options.get(JobOptions.MAX_FUTURE),
        options.get(JobOptions.RETENTION),
        options.get(ConnectorOptions.KAFKA_ON_LOST_OFFSETS),
        KafkaSourceOptions.DEFAULT_PARTITION_DISCOVERY);
  }

  private List<String> perTopic(JobOption<List<String>> option, int topics) {
    List<String> given = options.get(option);
    if (given.size() == 1) {
      return Collections.nCopies(topics, given.get(0));
    }
    if (given.size() != topics) {
      throw new IllegalArgumentException(
          "--" + option.name() + " names " + given.size() + " formats for " + topics + " topics");
    }
    return given;
  }
}
