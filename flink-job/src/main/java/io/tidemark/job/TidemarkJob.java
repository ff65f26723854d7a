/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.deadletters.DeadLetterDocument;
import io.tidemark.job.deadletters.DeadLetterHeaders;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.elasticsearch.ElasticsearchDocumentSink;
import io.tidemark.job.options.ConnectorOptions;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOptions;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.rebuild.RebuiltDocuments;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.WorkloadPipeline;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of the job: reads the options, wires sources and sinks, and leaves the topology to
 * {@link WorkloadPipeline}.
 */
public final class TidemarkJob {

  /** Key groups of the state; bounds the parallelism and can never be changed for a running job. */
  private static final int MAX_PARALLELISM = 512;

  /**
   * RocksDB's backend by its class name: the cluster brings the class, the job does not need it.
   */
  private static final ConfigOption<Boolean> ROCKSDB_FILTERS =
      ConfigOptions.key("state.backend.rocksdb.use-bloom-filter").booleanType().noDefaultValue();

  private static final ConfigOption<Boolean> ROCKSDB_FILTERS_IN_PARTS =
      ConfigOptions.key("state.backend.rocksdb.memory.partitioned-index-filters")
          .booleanType()
          .noDefaultValue();

  private TidemarkJob() {}

  /** Submits the job; stops with a message before that when an option is wrong. */
  public static void main(String[] arguments) throws Exception {
    JobArguments options = JobArguments.parse(arguments, System.getenv());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    environment.setMaxParallelism(MAX_PARALLELISM);
    defineChecked(environment, options);
    environment.execute(jobName(options));
  }

  /**
   * The name tells a rebuild from the job whose state matters: a rebuild has no state, and starts
   * over when it fails.
   */
  private static String jobName(JobArguments options) {
    return options.get(JobOptions.REBUILD_FROM) == null ? "tidemark" : "tidemark-rebuild";
  }

  /** Settings that the job's correctness needs, whatever the cluster's defaults are. */
  public static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Most ids are new: a filter says so without reading a block of each file of RocksDB. Whole
    // filters are megabytes, and push each other out of a small cache; parts are kilobytes.
    settings.set(ROCKSDB_FILTERS, true);
    settings.set(ROCKSDB_FILTERS_IN_PARTS, true);
    return settings;
  }

  /** Defines the job; asks Kafka before a rebuild whether its topics hold what that needs. */
  static void defineChecked(StreamExecutionEnvironment environment, JobArguments options) {
    Wiring wiring = new Wiring(options);
    define(
        environment,
        options,
        wiring.rebuild(Instant.now()).map(wiring::findKeptRecords).orElse(Map.of()));
  }

  static void define(StreamExecutionEnvironment environment, JobArguments options) {
    define(environment, options, Map.of());
  }

  private static void define(
      StreamExecutionEnvironment environment,
      JobArguments options,
      Map<String, Instant> wholeSince) {
    Wiring wiring = new Wiring(options);
    Clock clock = Clock.systemUTC();
    Optional<RebuildRange> rebuild = wiring.rebuild(clock.instant());
    List<PipelineOutputs> outputs =
        defineWorkloads(new Inputs(environment, rebuild), wiring, clock);
    if (rebuild.isPresent()) {
      environment.getCheckpointConfig().disableCheckpointing();
      writeRebuilt(outputs, wiring, new RebuiltDocuments(rebuild.get(), wholeSince));
    } else {
      writeAll(outputs, wiring, options.get(ConnectorOptions.DEAD_LETTERS_TOPIC));
    }
  }

  /** Rejected events are dead letters already. */
  private static void writeRebuilt(
      List<PipelineOutputs> outputs, Wiring wiring, RebuiltDocuments rebuilt) {
    documents(outputs)
        .filter(rebuilt)
        .name("keep the rebuilt windows")
        .uid("rebuilt-documents")
        .sinkTo(new ElasticsearchDocumentSink(wiring.elasticsearch(), wiring.refused()))
        .name("write to Elasticsearch")
        .uid("elasticsearch");
  }

  private static void writeAll(
      List<PipelineOutputs> outputs, Wiring wiring, String deadLetterTopic) {
    DataStream<DeadLetter> deadLetters =
        outputs.stream().map(PipelineOutputs::deadLetters).reduce(DataStream::union).orElseThrow();
    DataStream<DocumentWrite> deadLetterDocuments =
        deadLetters
            .map(DeadLetterDocument::write)
            .returns(Types.POJO(DocumentWrite.class))
            .name("write dead letters")
            .uid("dead-letter-documents");
    documents(outputs)
        .union(deadLetterDocuments)
        .sinkTo(new ElasticsearchDocumentSink(wiring.elasticsearch(), wiring.refused()))
        .name("write to Elasticsearch")
        .uid("elasticsearch");
    deadLetters
        .sinkTo(deadLetterTopic(wiring, deadLetterTopic))
        .name("write dead letters to Kafka")
        .uid("dead-letter-topic");
  }

  private static DataStream<DocumentWrite> documents(List<PipelineOutputs> outputs) {
    return outputs.stream().map(PipelineOutputs::documents).reduce(DataStream::union).orElseThrow();
  }

  private static List<PipelineOutputs> defineWorkloads(Inputs inputs, Wiring wiring, Clock clock) {
    List<PipelineOutputs> outputs = new ArrayList<>();
    for (Workload<?, ?, ?> workload : wiring.workloads()) {
      outputs.add(defineWorkload(workload, inputs, wiring, clock));
    }
    return outputs;
  }

  private static <E, R, K> PipelineOutputs defineWorkload(
      Workload<E, R, K> workload, Inputs inputs, Wiring wiring, Clock clock) {
    DataStream<SourceEvent<E>> events = inputs.read(wiring.source(workload, clock), workload);
    return WorkloadPipeline.define(events, workload, wiring.workloadOptions());
  }

  private static KafkaSink<DeadLetter> deadLetterTopic(Wiring wiring, String topic) {
    return KafkaSink.<DeadLetter>builder()
        .setBootstrapServers(wiring.bootstrapServers())
        .setKafkaProducerConfig(wiring.kafkaProducer())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<DeadLetter>builder()
                .setTopic(topic)
                .setValueSerializationSchema(DeadLetterDocument::json)
                .setHeaderProvider(DeadLetterHeaders::create)
                .build())
        .build();
  }
}
