/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.benchmarks.sink.HourlyDocuments;
import io.tidemark.job.TidemarkJob;
import io.tidemark.job.documents.DocumentWrite;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that makes documents and hands them to a sink. */
final class LoadedDocuments {

  private static final int HOURS = 72;

  static final HourlyDocuments MAKER =
      new HourlyDocuments(Instant.ofEpochMilli(InputSize.START), HOURS);

  private LoadedDocuments() {}

  static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration, Sink<DocumentWrite> sink) {
    Configuration all = new Configuration(configuration);
    all.addAll(TidemarkJob.settings());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(all);
    long from = settings.number(JobSettings.TOPIC);
    long to = from + settings.number(JobSettings.CALLS) - 1;
    environment
        .fromSource(new NumberSequenceSource(from, to), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(LoadedDocuments::make)
        .returns(Types.POJO(DocumentWrite.class))
        .uid("documents")
        .sinkTo(new AcknowledgedSink(sink))
        .uid("sink");
    return environment;
  }

  private static DocumentWrite make(long number) {
    RunProgress.begins();
    return MAKER.at(number);
  }
}
