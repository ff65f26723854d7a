/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.job.TidemarkJob;
import io.tidemark.job.Wiring;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Tidemark's own pipeline of ComfyUI runs; only its sinks count instead of storing. */
public final class OwnRunsJob {

  private OwnRunsJob() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, OwnRunsJob::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) {
    Configuration all = new Configuration(configuration);
    all.addAll(TidemarkJob.settings());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(all);
    environment.setMaxParallelism(OwnJob.MAX_PARALLELISM);
    Wiring wiring = new Wiring(JobArguments.parse(listOptions(settings), Map.of()));
    UsageSource<ComfyuiStep> source = wiring.source(Workloads.COMFYUI, Clock.systemUTC());
    DataStream<SourceEvent<ComfyuiStep>> incoming =
        environment
            .fromSource(source, source.watermarks(), "read ComfyUI steps")
            .uid("comfyui-source");
    PipelineOutputs outputs =
        WorkloadPipeline.define(incoming, Workloads.COMFYUI, wiring.workloadOptions());
    outputs
        .documents()
        .sinkTo(CountingSink.ofDocuments(IndexFamily.COMFYUI_CONCURRENCY))
        .name("count documents")
        .uid("counting-sink");
    outputs
        .deadLetters()
        .sinkTo(new RefusingSink<>())
        .name("refuse dead letters")
        .uid("refusing-sink");
    return environment;
  }

  private static String[] listOptions(JobSettings settings) {
    return new String[] {
      "--kafka.bootstrap-servers",
      settings.get(JobSettings.BOOTSTRAP_SERVERS),
      "--kafka.group-id",
      settings.get(JobSettings.GROUP),
      "--kafka.interceptor.classes",
      FetchClock.class.getName(),
      "--comfyui.topic",
      settings.get(JobSettings.TOPIC),
      // The peer measures this one.
      "--concurrency-dimensions",
      "tenant",
      // The input's days are fixed, so that the same seed makes the same bytes.
      "--retention",
      "3650d",
      // The peer writes hourly documents only.
      "--records",
      "none",
      "--daily",
      "off",
    };
  }
}
