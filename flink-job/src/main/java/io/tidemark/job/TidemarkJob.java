/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.deadletters.DeadLetterDocument;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.ElasticsearchDocumentSink;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.modelcalls.ModelCallPipeline;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOptions;
import io.tidemark.model.modelcalls.ModelCall;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of the job: reads the options, wires sources and sinks, and leaves the topology to
 * the pipelines.
 */
public final class TidemarkJob {

  /** Key groups of the state; bounds the parallelism and can never be changed for a running job. */
  private static final int MAX_PARALLELISM = 512;

  private TidemarkJob() {}

  /** Submits the job; stops with a message before that when an option is wrong. */
  public static void main(String[] arguments) throws Exception {
    JobArguments options = JobArguments.parse(arguments, System.getenv());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    environment.setMaxParallelism(MAX_PARALLELISM);
    define(environment, options);
    environment.execute("tidemark");
  }

  /** Settings that the job's correctness needs, whatever the cluster's defaults are. */
  public static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return settings;
  }

  static void define(StreamExecutionEnvironment environment, JobArguments options) {
    Wiring wiring = new Wiring(options);
    UsageSource<ModelCall> source = wiring.modelCalls(Clock.systemUTC());
    DataStream<Incoming<ModelCall>> incoming =
        environment
            .fromSource(source, source.watermarks(), "read model calls")
            .uid("model-calls-source");
    ModelCallPipeline.Outputs outputs =
        ModelCallPipeline.define(incoming, wiring.hours(), wiring.countOnce(), wiring.records());

    DataStream<DocumentWrite> deadLetterDocuments =
        outputs
            .deadLetters()
            .map(DeadLetterDocument::write)
            .returns(Types.POJO(DocumentWrite.class))
            .name("write dead letters")
            .uid("dead-letter-documents");
    outputs
        .documents()
        .union(deadLetterDocuments)
        .sinkTo(new ElasticsearchDocumentSink(wiring.elasticsearch(), wiring.refused()))
        .name("write to Elasticsearch")
        .uid("elasticsearch");
    outputs
        .deadLetters()
        .sinkTo(deadLetterTopic(wiring, options.get(JobOptions.DEAD_LETTERS_TOPIC)))
        .name("write dead letters to Kafka")
        .uid("dead-letter-topic");
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
                .build())
        .build();
  }
}
