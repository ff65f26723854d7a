/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.concurrency.ConcurrencyPublisher;
import io.tidemark.job.concurrency.LevelPart;
import io.tidemark.job.concurrency.LevelPartSerializer;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.hours.GroupHour;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPublisher;
import io.tidemark.job.intake.Admit;
import io.tidemark.job.intake.EventRules;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.progress.ProgressReporter;
import io.tidemark.model.comfyui.ComfyuiMeasures;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.PipelineMeasures;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology of ComfyUI runs. It knows no connector: it runs on a collection as on Kafka.
 *
 * <pre>
 * incoming -> admit -> (keyed by run) follow runs -> (keyed by document) publish hours
 *               |            |    |    |                                        |
 *               |            |    |    '-> (keyed by value) publish levels -----+-> progress
 *               |            |    '-> publish what the pipeline did ------------'
 *               |            '-> records
 *               '-> dead letters
 * </pre>
 */
public final class ComfyuiPipeline {

  /** The pipeline's name in options, documents and metrics. */
  public static final String NAME = "comfyui";

  static final TypeInformation<DocumentWrite> DOCUMENT = Types.POJO(DocumentWrite.class);
  private static final OutputTag<DocumentWrite> WATERMARKS =
      new OutputTag<>("watermarks", DOCUMENT);
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetter.class));

  /** Where runs leave what is not an hour of theirs. */
  static final FollowRuns.Outputs OUTPUTS =
      new FollowRuns.Outputs(
          new OutputTag<>("levels", LevelPartSerializer.TYPE),
          new OutputTag<>("pipeline-parts", PipelineParts.TYPE),
          new OutputTag<>("records", DOCUMENT));

  private ComfyuiPipeline() {}

  /** Adds the pipeline to the job. */
  public static PipelineOutputs define(
      DataStream<Incoming<ComfyuiStep>> incoming, HourOptions hours, RunOptions options) {
    SingleOutputStreamOperator<ComfyuiStep> steps =
        incoming
            .transform("admit ComfyUI steps", ComfyuiStepSerializer.TYPE, admit(hours, options))
            .uid("comfyui-admit");

    SingleOutputStreamOperator<HourPart<ComfyuiMeasures>> parts =
        steps
            .keyBy(new RunKey(), Types.STRING)
            .transform(
                "follow ComfyUI runs", ComfyuiParts.TYPE, new FollowRuns(hours, options, OUTPUTS))
            .uid("comfyui-runs");

    SingleOutputStreamOperator<DocumentWrite> hourly =
        parts
            .keyBy(HourPart::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.COMFYUI, hours, ComfyuiParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish hours of ComfyUI runs")
            .uid("comfyui-hours");

    SingleOutputStreamOperator<DocumentWrite> levels =
        parts
            .getSideOutput(OUTPUTS.levels())
            .keyBy(LevelPart::key, Types.STRING)
            .process(new ConcurrencyPublisher(hours, options.retention()), DOCUMENT)
            .name("publish concurrency of ComfyUI runs")
            .uid("comfyui-concurrency");

    SingleOutputStreamOperator<DocumentWrite> counts =
        parts
            .getSideOutput(OUTPUTS.counts())
            .keyBy(HourPart<PipelineMeasures>::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.PIPELINE, hours, PipelineParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish counts of ComfyUI steps")
            .uid("comfyui-counts");

    DataStream<DocumentWrite> progress =
        hourly
            .getSideOutput(WATERMARKS)
            .union(levels.getSideOutput(WATERMARKS), counts.getSideOutput(WATERMARKS))
            .transform(
                "report progress of ComfyUI runs",
                DOCUMENT,
                new ProgressReporter(NAME, hours.window()))
            .setParallelism(1)
            .uid("comfyui-progress");

    return new PipelineOutputs(
        hourly.union(levels, counts, parts.getSideOutput(OUTPUTS.records()), progress),
        steps.getSideOutput(DEAD_LETTERS));
  }

  private static Admit<ComfyuiStep> admit(HourOptions hours, RunOptions options) {
    return new Admit<>(NAME, hours, options.records().privacy(), new StepRules(), DEAD_LETTERS);
  }

  /** A step counts where it happened; an end, where the run was over. */
  static final class StepRules implements EventRules<ComfyuiStep> {
    @Override
    public long countsAt(ComfyuiStep step) {
      return step.time();
    }

    @Override
    public String tenantOf(ComfyuiStep step) {
      return step.tenantId;
    }
  }
}
