/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.codingagents.SelectTokens;
import io.tidemark.job.concurrency.ConcurrencyPublisher;
import io.tidemark.job.concurrency.LevelPart;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.progress.ProgressReporter;
import io.tidemark.job.window.DayFeed;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowPublisher;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology of a workload. It knows no connector: it runs on a collection as on Kafka.
 *
 * <pre>
 * events -> admit -> (keyed by identity) count -> (keyed by document) publish windows
 *             |                           | | |                                |
 *             |                           | |                           publish days
 *             |                           | |                                |
 *             |                           | | '-> publish counts --------------+-> progress
 *             |                           | '-> publish concurrency -----------'
 *             |-> records                 '-> records
 *             '-> dead letters
 * </pre>
 *
 * <p>Windows of coding agents take the tokens of metrics from {@link SelectTokens}.
 */
public final class WorkloadPipeline<E, R, K> {

  private final Workload<E, R, K> workload;
  private final WorkloadOptions options;
  private final List<DataStream<DocumentWrite>> documents = new ArrayList<>();
  private final List<DataStream<Long>> watermarks = new ArrayList<>();

  private WorkloadPipeline(Workload<E, R, K> workload, WorkloadOptions options) {
    this.workload = workload;
    this.options = options;
  }

  /** Adds the topology of a workload to the job. */
  public static <E, R, K> PipelineOutputs define(
      DataStream<SourceEvent<E>> events, Workload<E, R, K> workload, WorkloadOptions options) {
    return new WorkloadPipeline<>(workload, options).define(events);
  }

  private PipelineOutputs define(DataStream<SourceEvent<E>> events) {
    SingleOutputStreamOperator<R> admitted = admit(events);
    SingleOutputStreamOperator<PartialAggregate> counted = count(admitted);
    publishWindows(
        workload.counting().outputs().contains(Counting.Output.TOKEN_SIGNALS)
            ? SelectTokens.addTo(counted, options.hours(), uid("tokens"))
            : counted);
    if (workload.counting().outputs().contains(Counting.Output.LEVELS)) {
      publishLevels(counted.getSideOutput(SideOutputs.LEVELS));
    }
    publishCounts(counted.getSideOutput(SideOutputs.COUNTS));
    reportProgress();
    if (workload.admission().writesRecords()) {
      documents.add(admitted.getSideOutput(SideOutputs.RECORDS));
    }
    if (workload.counting().outputs().contains(Counting.Output.RECORDS)) {
      documents.add(counted.getSideOutput(SideOutputs.RECORDS));
    }
    return new PipelineOutputs(
        documents.stream().reduce(DataStream::union).orElseThrow(),
        admitted.getSideOutput(SideOutputs.DEAD_LETTERS));
  }

  private SingleOutputStreamOperator<R> admit(DataStream<SourceEvent<E>> events) {
    Admission<E, R> admission = workload.admission();
    EventSource<E> source = workload.source();
    return events
        .transform(
            "admit " + source.noun(),
            admission.type(),
            admission.operator().create(workload.id(), source.access(), options))
        .uid(uid("admit"));
  }

  private SingleOutputStreamOperator<PartialAggregate> count(DataStream<R> admitted) {
    Counting<R, K> counting = workload.counting();
    return admitted
        .keyBy(counting.key(), counting.keyType())
        .transform(counting.name(), workload.windows().part(), counting.operator().apply(options))
        .uid(uid(counting.uid()));
  }

  private void publishWindows(DataStream<PartialAggregate> parts) {
    OutputTag<PartialAggregate> dayParts = new OutputTag<>("day-parts", workload.windows().part());
    DayFeed feed = new DayFeed(options.days(), dayParts, SideOutputs.PROGRESS);
    SingleOutputStreamOperator<DocumentWrite> hours =
        parts
            .keyBy(PartialAggregate::group, WindowKey.TYPE)
            .process(
                WindowPublisher.ofHours(
                    workload.family(), options.hours(), workload.windows().state(), feed),
                SideOutputs.DOCUMENT)
            .name("publish hours of " + workload.noun())
            .uid(uid("hours"));
    publish(hours);
    publishDays(hours.getSideOutput(dayParts), feed);
  }

  private void publishDays(DataStream<PartialAggregate> parts, DayFeed feed) {
    DailyDocument documents = DailyDocument.ofSchema(workload.schema(), options.days().zone());
    publish(
        parts
            .keyBy(PartialAggregate::group, WindowKey.TYPE)
            .process(
                WindowPublisher.ofDays(
                    documents, options.hours(), workload.windows().state(), feed),
                SideOutputs.DOCUMENT)
            .name("publish days of " + workload.noun())
            .uid(uid("days")));
  }

  private void publishCounts(DataStream<PartialAggregate> parts) {
    publish(
        parts
            .keyBy(PartialAggregate::group, WindowKey.TYPE)
            .process(
                new WindowPublisher(
                    HourlyFamily.PIPELINE, options.hours(), PipelineParts.TYPES.state()),
                SideOutputs.DOCUMENT)
            .name("publish counts of " + workload.source().noun())
            .uid(uid("counts")));
  }

  private void publishLevels(DataStream<LevelPart> parts) {
    publish(
        parts
            .keyBy(LevelPart::key, Types.STRING)
            .process(
                new ConcurrencyPublisher(options.hours(), options.retention()),
                SideOutputs.DOCUMENT)
            .name("publish concurrency of " + workload.noun())
            .uid(uid("concurrency")));
  }

  private void publish(SingleOutputStreamOperator<DocumentWrite> publisher) {
    documents.add(publisher);
    watermarks.add(publisher.getSideOutput(SideOutputs.PROGRESS));
  }

  private void reportProgress() {
    documents.add(
        watermarks.stream()
            .reduce(DataStream::union)
            .orElseThrow()
            .transform(
                "report progress of " + workload.noun(),
                SideOutputs.DOCUMENT,
                new ProgressReporter(workload.id(), options.hours().window(), options.days()))
            .setParallelism(1)
            .uid(uid("progress")));
  }

  private String uid(String step) {
    return workload.id() + "-" + step;
  }
}
