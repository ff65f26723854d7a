/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.codingagents.CodingAgentPipeline;
import io.tidemark.job.comfyui.ComfyuiPipeline;
import io.tidemark.job.comfyui.RunOptions;
import io.tidemark.job.countonce.CountOnceOptions;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions;
import io.tidemark.job.elasticsearch.RefusedToTopic;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.job.hours.FollowOptions;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.kafka.KafkaSourceOptions;
import io.tidemark.job.kafka.TopicFormat;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.modelcalls.ModelCallPipeline;
import io.tidemark.job.modelcalls.RecordOptions;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOption;
import io.tidemark.job.options.JobOptions;
import io.tidemark.job.rebuild.FirstSteps;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.training.TrainingPipeline;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.codingagents.OtlpMetricsFormat;
import io.tidemark.model.comfyui.AuditLogFormat;
import io.tidemark.model.comfyui.ComfyuiHistoryFormat;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.modelcalls.FormatOptions;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallFormats;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

  /** Corrections of a closed hour go out together, once a minute at most. */
  private static final Duration CORRECTIONS_EVERY = Duration.ofMinutes(1);

  /** Folded parts wait at most this long, or a fraction of the interval that they are needed in. */
  private static final Duration LONGEST_FOLD = Duration.ofSeconds(10);

  private static final int FOLDS_PER_INTERVAL = 5;

  private static final String NATIVE = "native";

  private final JobArguments options;

  public Wiring(JobArguments options) {
    this.options = options;
  }

  public UsageSource<ModelCall> modelCalls(Clock clock) {
    return new UsageSource<>(
        ModelCallPipeline.NAME, kafkaSource(), modelCallTopics(), ModelCall::eventTime, clock);
  }

  public UsageSource<ComfyuiStep> comfyui(Clock clock) {
    String tenant = options.get(JobOptions.DEFAULT_TENANT);
    return new UsageSource<>(
        ComfyuiPipeline.NAME,
        kafkaSource(),
        topics(
            JobOptions.COMFYUI_TOPIC,
            JobOptions.COMFYUI_FORMAT,
            Map.of(
                NATIVE,
                NativeComfyuiFormat::new,
                "comfyui-history",
                () -> new ComfyuiHistoryFormat(tenant),
                "audit-log",
                () -> new AuditLogFormat(tenant))),
        step -> step.eventTime,
        clock);
  }

  UsageSource<TrainingEvent> training(Clock clock) {
    return new UsageSource<>(
        TrainingPipeline.NAME,
        kafkaSource(),
        topics(
            JobOptions.TRAINING_TOPIC,
            JobOptions.TRAINING_FORMAT,
            Map.of(NATIVE, NativeTrainingFormat::new)),
        event -> event.eventTime,
        clock);
  }

  UsageSource<AgentMeasurement> codingAgents(Clock clock) {
    String tenant = options.get(JobOptions.DEFAULT_TENANT);
    String attribute = options.get(JobOptions.TENANT_ATTRIBUTE);
    return new UsageSource<>(
        CodingAgentPipeline.NAME,
        kafkaSource(),
        topics(
            JobOptions.CODING_AGENTS_TOPIC,
            JobOptions.CODING_AGENTS_FORMAT,
            Map.of(
                NATIVE,
                NativeAgentFormat::new,
                "otlp-metrics",
                () -> new OtlpMetricsFormat(attribute, tenant))),
        measurement -> measurement.eventTime,
        clock);
  }

  /** Whether the job runs the pipeline. */
  boolean runs(String pipeline) {
    return options.get(JobOptions.PIPELINES).contains(pipeline);
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
   * Refuses to compute runs and training jobs again whose first steps are gone.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  void requireFirstSteps(RebuildRange range) {
    List<String> topics = new ArrayList<>();
    if (runs(ComfyuiPipeline.NAME)) {
      topics.addAll(options.get(JobOptions.COMFYUI_TOPIC));
    }
    if (runs(TrainingPipeline.NAME)) {
      topics.addAll(options.get(JobOptions.TRAINING_TOPIC));
    }
    new FirstSteps(kafkaClient()).require(topics, range, options.get(JobOptions.MAX_TASK_DURATION));
  }

  public RunOptions comfyuiRuns() {
    return new RunOptions(
        options.get(JobOptions.MAX_TASK_DURATION),
        options.get(JobOptions.DUPLICATE_HORIZON),
        countOnce().flushEvery(),
        records(),
        options.get(JobOptions.CONCURRENCY_DIMENSIONS),
        options.get(JobOptions.RETENTION));
  }

  FollowOptions follow() {
    return new FollowOptions(
        options.get(JobOptions.DUPLICATE_HORIZON),
        options.get(JobOptions.RETENTION),
        countOnce().flushEvery());
  }

  public HourOptions hours() {
    return new HourOptions(
        options.get(JobOptions.WINDOW).toMillis(),
        options.get(JobOptions.LATENESS),
        provisionalEvery(),
        CORRECTIONS_EVERY,
        options.get(JobOptions.PROVISIONAL_BUDGET));
  }

  /** What is computed again is over. */
  private Duration provisionalEvery() {
    boolean rebuild = options.get(JobOptions.REBUILD_FROM) != null;
    return rebuild ? Duration.ZERO : options.get(JobOptions.PROVISIONAL_EVERY);
  }

  public CountOnceOptions countOnce() {
    Duration provisional = provisionalEvery();
    Duration fraction = provisional.dividedBy(FOLDS_PER_INTERVAL);
    boolean shorter = !provisional.isZero() && fraction.compareTo(LONGEST_FOLD) < 0;
    return new CountOnceOptions(
        options.get(JobOptions.DUPLICATE_HORIZON), shorter ? fraction : LONGEST_FOLD);
  }

  public RecordOptions records() {
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
        ElasticsearchSinkOptions.Cluster.at(options.get(JobOptions.ELASTICSEARCH_HOSTS));
    String user = options.get(JobOptions.ELASTICSEARCH_USERNAME);
    String password = options.get(JobOptions.ELASTICSEARCH_PASSWORD);
    ElasticsearchSinkOptions.Retries retries = ElasticsearchSinkOptions.Retries.DEFAULT;
    return new ElasticsearchSinkOptions(
        user == null && password == null ? cluster : cluster.withCredentials(user, password),
        new ElasticsearchSinkOptions.Bulks(
            options.get(JobOptions.ELASTICSEARCH_BULK_ACTIONS),
            options.get(JobOptions.ELASTICSEARCH_BULK_BYTES),
            options.get(JobOptions.ELASTICSEARCH_BULKS_IN_FLIGHT),
            options.get(JobOptions.ELASTICSEARCH_FLUSH_INTERVAL)),
        new ElasticsearchSinkOptions.Retries(
            retries.firstDelay(),
            retries.maxDelay(),
            options.get(JobOptions.ELASTICSEARCH_RETRY_LIMIT)));
  }

  /** Documents that Elasticsearch refuses for good go to the topic of dead letters, too. */
  RefusedToTopic refused() {
    return new RefusedToTopic(options.get(JobOptions.DEAD_LETTERS_TOPIC), kafkaClient());
  }

  /** What any client of Kafka needs. */
  private Properties kafkaClient() {
    Properties client = kafkaProducer();
    client.setProperty("bootstrap.servers", bootstrapServers());
    return client;
  }

  String bootstrapServers() {
    return options.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS);
  }

  Properties kafkaProducer() {
    Properties properties = new Properties();
    options.kafka().forEach(properties::setProperty);
    return properties;
  }

  private KafkaSourceOptions kafkaSource() {
    Map<String, String> client = new HashMap<>(options.kafka());
    client.put("group.id", options.get(JobOptions.KAFKA_GROUP_ID));
    return new KafkaSourceOptions(
        client,
        options.get(JobOptions.OUT_OF_ORDERNESS),
        options.get(JobOptions.IDLE_AFTER),
        options.get(JobOptions.MAX_FUTURE),
        options.get(JobOptions.RETENTION),
        options.get(JobOptions.KAFKA_ON_LOST_OFFSETS),
        KafkaSourceOptions.DEFAULT_PARTITION_DISCOVERY);
  }

  private List<TopicFormat<ModelCall>> modelCallTopics() {
    List<String> topics = options.get(JobOptions.MODEL_CALLS_TOPIC);
    List<String> formats = perTopic(JobOptions.MODEL_CALLS_FORMAT, topics.size());
    List<TopicFormat<ModelCall>> topicFormats = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      topicFormats.add(new TopicFormat<>(topics.get(i), modelCallFormat(formats.get(i))));
    }
    return topicFormats;
  }

  private SerializableSupplier<UsageFormat<ModelCall>> modelCallFormat(String format) {
    String tenant = options.get(JobOptions.DEFAULT_TENANT);
    String attribute = options.get(JobOptions.TENANT_ATTRIBUTE);
    String model = options.get(JobOptions.DEFAULT_MODEL);
    ZoneId zone = options.get(JobOptions.MS_SWIFT_TIME_ZONE);
    return () -> ModelCallFormats.byName(format, new FormatOptions(tenant, attribute, model, zone));
  }

  /**
   * The topics of an option, each in its format.
   *
   * @param known formats by the names that the option allows
   */
  private <E> List<TopicFormat<E>> topics(
      JobOption<List<String>> topicOption,
      JobOption<List<String>> formatOption,
      Map<String, SerializableSupplier<UsageFormat<E>>> known) {
    List<String> topics = options.get(topicOption);
    List<String> formats = perTopic(formatOption, topics.size());
    List<TopicFormat<E>> topicFormats = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      SerializableSupplier<UsageFormat<E>> format = known.get(formats.get(i));
      topicFormats.add(new TopicFormat<>(topics.get(i), format));
    }
    return topicFormats;
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
