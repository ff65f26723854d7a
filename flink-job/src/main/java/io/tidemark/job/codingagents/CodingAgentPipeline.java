/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

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
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMeasures;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.privacy.PrivacyOptions;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The topology of coding agents: admit, count once, publish hours. It knows no connector. */
public final class CodingAgentPipeline {

  /** The pipeline's name in options, documents and metrics. */
  public static final String NAME = "coding-agents";

  private static final TypeInformation<DocumentWrite> DOCUMENT = Types.POJO(DocumentWrite.class);
  private static final OutputTag<DocumentWrite> WATERMARKS =
      new OutputTag<>("watermarks", DOCUMENT);
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetter.class));

  /** Where it is left what the pipeline did. */
  static final OutputTag<HourPart<PipelineMeasures>> PIPELINE_PARTS =
      new OutputTag<>("pipeline-parts", PipelineParts.TYPE);

  private CodingAgentPipeline() {}

  /** Adds the pipeline to the job. */
  public static PipelineOutputs define(
      DataStream<Incoming<AgentMeasurement>> incoming, HourOptions hours, FollowOptions options) {
    SingleOutputStreamOperator<AgentMeasurement> events =
        incoming
            .transform(
                "admit measurements",
                AgentMeasurementSerializer.TYPE,
                new Admit<>(NAME, hours, PrivacyOptions.DEFAULT, new Rules(), DEAD_LETTERS))
            .uid("coding-agents-admit");

    SingleOutputStreamOperator<HourPart<AgentMeasures>> parts =
        events
            .keyBy(new MeasurementKey(), Types.STRING)
            .transform(
                "count measurements once",
                AgentParts.TYPE,
                new CountMeasurements(hours, options, PIPELINE_PARTS))
            .uid("coding-agents-count-once");

    SingleOutputStreamOperator<DocumentWrite> hourly =
        parts
            .keyBy(HourPart::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.CODING_AGENTS, hours, AgentParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish hours of coding agents")
            .uid("coding-agents-hours");

    SingleOutputStreamOperator<DocumentWrite> counts =
        parts
            .getSideOutput(PIPELINE_PARTS)
            .keyBy(HourPart<PipelineMeasures>::group, GroupHour.TYPE)
            .process(
                new HourPublisher<>(
                    HourlyFamily.PIPELINE, hours, PipelineParts.StateSerializer.INSTANCE),
                DOCUMENT)
            .name("publish counts of measurements")
            .uid("coding-agents-counts");

    DataStream<DocumentWrite> progress =
        hourly
            .getSideOutput(WATERMARKS)
            .union(counts.getSideOutput(WATERMARKS))
            .transform(
                "report progress of coding agents",
                DOCUMENT,
                new ProgressReporter(NAME, hours.window()))
            .setParallelism(1)
            .uid("coding-agents-progress");

    return new PipelineOutputs(hourly.union(counts, progress), events.getSideOutput(DEAD_LETTERS));
  }

  /** The identity of an amount, or of the counter whose standing it is. */
  static final class MeasurementKey implements KeySelector<AgentMeasurement, String> {
    private transient Identity identity;

    @Override
    public String getKey(AgentMeasurement event) {
      if (identity == null) {
        identity = new Identity();
      }
      return event.seriesId == null
          ? identity.of(event.tenantId, "amount", event.measurementId)
          : identity.of(event.tenantId, "counter", event.seriesId);
    }
  }

  /** A measurement counts when it was made. */
  static final class Rules implements EventRules<AgentMeasurement> {
    @Override
    public long countsAt(AgentMeasurement event) {
      return event.eventTime;
    }

    @Override
    public String tenantOf(AgentMeasurement event) {
      return event.tenantId;
    }
  }
}
