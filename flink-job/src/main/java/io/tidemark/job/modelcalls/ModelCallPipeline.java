/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.countonce.CountOnceOptions;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.hours.GroupHour;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPublisher;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.progress.ProgressReporter;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology of model calls. It knows no connector: it runs on a collection as on Kafka.
 *
 * <pre>
 * incoming -> admit -> (keyed by id) count once and fold -> (keyed by document) publish hours
 *               |                         |                                        |
 *               |-> records               '-> publish what the pipeline did        '-> progress
 *               '-> dead letters
 * </pre>
 */
public final class ModelCallPipeline {

  /** The pipeline's name in options, documents and metrics. */
  public static final String NAME = "model-calls";

  private static final TypeInformation<DocumentWrite> DOCUMENT = Types.POJO(DocumentWrite.class);
  private static final OutputTag<DocumentWrite> RECORDS = new OutputTag<>("records", DOCUMENT);
  private static final OutputTag<DocumentWrite> WATERMARKS =
      new OutputTag<>("watermarks", DOCUMENT);
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetter.class));
  private static final OutputTag<HourPart<PipelineMeasures>> PIPELINE_PARTS =
      new OutputTag<>("pipeline-parts", PipelineParts.TYPE);

  private ModelCallPipeline() {}

  /**
   * What the pipeline makes of its events.
   *
   * @param documents for Elasticsearch
   * @param deadLetters what could not be counted
   */
  public record Outputs(DataStream<DocumentWrite> documents, DataStream<DeadLetter> deadLetters) {}

  /** Adds the pipeline to the job. */
  public static Outputs define(
      DataStream<Incoming<ModelCall>> incoming,
      HourOptions hours,
      CountOnceOptions countOnce,
      RecordOptions records) {
    SingleOutputStreamOperator<CallBatch> calls =
        incoming
            .transform(
                "admit model calls",
                CallBatchSerializer.TYPE,
                new AdmitCalls(NAME, hours, records, RECORDS, DEAD_LETTERS))
            .uid("model-calls-admit");

    SingleOutputStreamOperator<HourPart<ModelCallMeasures>> parts =
        calls
            .keyBy(CallBatch::key, Types.INT)
            .transform(
                "count model calls once",
                ModelCallParts.TYPE,
                new CountCallsOnce(NAME, hours, countOnce, PIPELINE_PARTS))
            .uid("model-calls-count-once");

    SingleOutputStreamOperator<DocumentWrite> hourly =
        parts
            .keyBy(HourPart::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.MODEL_CALLS, hours, ModelCallParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish hours of model calls")
            .uid("model-calls-hours");

    SingleOutputStreamOperator<DocumentWrite> counts =
        parts
            .getSideOutput(PIPELINE_PARTS)
            .keyBy(HourPart::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.PIPELINE, hours, PipelineParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish counts of model calls")
            .uid("model-calls-counts");

    DataStream<DocumentWrite> progress =
        hourly
            .getSideOutput(WATERMARKS)
            .union(counts.getSideOutput(WATERMARKS))
            .transform(
                "report progress of model calls",
                DOCUMENT,
                new ProgressReporter(NAME, hours.window()))
            .setParallelism(1)
            .uid("model-calls-progress");

    return new Outputs(
        hourly.union(counts, calls.getSideOutput(RECORDS), progress),
        calls.getSideOutput(DEAD_LETTERS));
  }
}
