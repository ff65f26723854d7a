/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.InputProbe;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.job.TidemarkJob;
import io.tidemark.job.Wiring;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.elasticsearch.ElasticsearchDocumentSink;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.modelcalls.ModelCall;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Tidemark's own job with its own options; only its sinks count instead of storing. */
public final class OwnJob {

  /** The job's own, so that the checkpoints are as big as in production. */
  static final int MAX_PARALLELISM = 512;

  private OwnJob() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, OwnJob::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) {
    Configuration all = new Configuration(configuration);
    all.addAll(TidemarkJob.settings());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(all);
    environment.setMaxParallelism(MAX_PARALLELISM);
    Wiring wiring = new Wiring(JobArguments.parse(listOptions(settings), Map.of()));
    DataStream<SourceEvent<ModelCall>> incoming = readEvents(environment, wiring, settings);
    PipelineOutputs outputs =
        WorkloadPipeline.define(incoming, Workloads.MODEL_CALLS, wiring.workloadOptions());
    CountingSink.Keeping keeping =
        CountingSink.Keeping.valueOf(settings.get(JobSettings.ANSWERS).toUpperCase(Locale.ROOT));
    outputs
        .documents()
        .sinkTo(CountingSink.ofEvents(IndexFamily.MODEL_CALLS_HOURLY, keeping))
        .name("count documents")
        .uid("counting-sink");
    outputs
        .deadLetters()
        .sinkTo(new RefusingSink<>())
        .name("refuse dead letters")
        .uid("refusing-sink");
    if (settings.has(JobSettings.STORE_IN)) {
      outputs
          .documents()
          .sinkTo(new ElasticsearchDocumentSink(wiring.elasticsearch()))
          .uid("elasticsearch");
    }
    return environment;
  }

  private static DataStream<SourceEvent<ModelCall>> readEvents(
      StreamExecutionEnvironment environment, Wiring wiring, JobSettings settings) {
    if (settings.has(JobSettings.MADE_CALLS)) {
      return MadeCalls.define(environment, settings.number(JobSettings.MADE_CALLS));
    }
    UsageSource<ModelCall> source = wiring.source(Workloads.MODEL_CALLS, Clock.systemUTC());
    DataStream<SourceEvent<ModelCall>> incoming =
        environment
            .fromSource(source, source.watermarks(), "read model calls")
            .uid("model-calls-source");
    if (!settings.has(JobSettings.HOUR_END)) {
      return incoming;
    }
    InputProbe<SourceEvent<ModelCall>> probe =
        new InputProbe<>(
            settings.number(JobSettings.HOUR_END), settings.number(JobSettings.HOUR_CALLS));
    return incoming.transform("probe", new SourceEventTypeInfo<>(), probe).uid("probe");
  }

  private static String[] listOptions(JobSettings settings) {
    String nodes = settings.get(JobSettings.STORE_IN, "http://localhost:9200");
    return new String[] {
      "--elasticsearch.hosts",
      nodes,
      "--kafka.bootstrap-servers",
      settings.get(JobSettings.BOOTSTRAP_SERVERS),
      "--kafka.group-id",
      settings.get(JobSettings.GROUP),
      "--kafka.interceptor.classes",
      FetchClock.class.getName(),
      "--model-calls.topic",
      settings.get(JobSettings.TOPIC),
      // The input's days are fixed, so that the same seed makes the same bytes.
      "--retention",
      "3650d",
      // Past the end of the input only its own times may close hours, however long a row waits.
      "--idle-after",
      "1h",
      // Corrections need not wait for each other: no cluster is to be spared.
      "--provisional-budget",
      "1000000",
      // Peers write hourly documents only, and do not split them by length of prompt.
      "--records",
      "none",
      "--daily",
      settings.get(JobSettings.DAYS, "off"),
      "--prompt-bands",
      "none",
    };
  }
}
