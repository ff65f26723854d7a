/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.hours.FollowOptions;
import io.tidemark.job.hours.GroupHour;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPublisher;
import io.tidemark.job.intake.Admit;
import io.tidemark.job.intake.EventRules;
import io.tidemark.job.intake.Identity;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.progress.ProgressReporter;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingMeasures;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The topology of training jobs: admit, follow each job, publish hours. It knows no connector. */
public final class TrainingPipeline {

  /** The pipeline's name in options, documents and metrics. */
  public static final String NAME = "training";

  private static final TypeInformation<DocumentWrite> DOCUMENT = Types.POJO(DocumentWrite.class);
  private static final OutputTag<DocumentWrite> WATERMARKS =
      new OutputTag<>("watermarks", DOCUMENT);
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetter.class));

  /** Where jobs leave what the pipeline did. */
  static final OutputTag<HourPart<PipelineMeasures>> PIPELINE_PARTS =
      new OutputTag<>("pipeline-parts", PipelineParts.TYPE);

  private TrainingPipeline() {}

  /** Adds the pipeline to the job. */
  public static PipelineOutputs define(
      DataStream<Incoming<TrainingEvent>> incoming, HourOptions hours, FollowOptions options) {
    SingleOutputStreamOperator<TrainingEvent> events =
        incoming
            .transform(
                "admit training events",
                TrainingEventSerializer.TYPE,
                new Admit<>(NAME, hours, PrivacyOptions.DEFAULT, new Rules(), DEAD_LETTERS))
            .uid("training-admit");

    SingleOutputStreamOperator<HourPart<TrainingMeasures>> parts =
        events
            .keyBy(new JobKey(), Types.STRING)
            .transform(
                "follow training jobs",
                TrainingParts.TYPE,
                new FollowJobs(hours, options, PIPELINE_PARTS))
            .uid("training-jobs");

    SingleOutputStreamOperator<DocumentWrite> hourly =
        parts
            .keyBy(HourPart::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.TRAINING, hours, TrainingParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish hours of training jobs")
            .uid("training-hours");

    SingleOutputStreamOperator<DocumentWrite> counts =
        parts
            .getSideOutput(PIPELINE_PARTS)
            .keyBy(HourPart<PipelineMeasures>::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.PIPELINE, hours, PipelineParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish counts of training events")
            .uid("training-counts");

    DataStream<DocumentWrite> progress =
        hourly
            .getSideOutput(WATERMARKS)
            .union(counts.getSideOutput(WATERMARKS))
            .transform(
                "report progress of training jobs",
                DOCUMENT,
                new ProgressReporter(NAME, hours.window()))
            .setParallelism(1)
            .uid("training-progress");

    return new PipelineOutputs(hourly.union(counts, progress), events.getSideOutput(DEAD_LETTERS));
  }

  /** The identity of a job: the key of its state. */
  static final class JobKey implements KeySelector<TrainingEvent, String> {
    private transient Identity identity;

    @Override
    public String getKey(TrainingEvent event) {
      if (identity == null) {
        identity = new Identity();
      }
      return identity.of(event.tenantId, event.jobId);
    }
  }

  /** An event counts when it was said. */
  static final class Rules implements EventRules<TrainingEvent> {
    @Override
    public long countsAt(TrainingEvent event) {
      return event.eventTime;
    }

    @Override
    public String tenantOf(TrainingEvent event) {
      return event.tenantId;
    }
  }
}
