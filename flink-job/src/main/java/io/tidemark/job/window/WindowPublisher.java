/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import java.io.IOException;
import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds one group's hour and publishes it: provisional while the hour runs, final when the
 * watermark passes its end, corrected together when late parts arrived. Every publication is the
 * whole document.
 */
public final class WindowPublisher
    extends KeyedProcessFunction<WindowKey, PartialAggregate, DocumentWrite> {

  private final HourlyFamily family;
  private final WindowOptions options;
  private final CodecSerializer<WindowState> serializer;

  private transient ValueState<WindowState> hours;
  private transient JsonWriter json;
  private transient PublicationSchedule provisional;
  private transient PublicationSchedule corrections;
  private transient Clock clock;
  private transient Counter provisionalPublished;
  private transient Counter finalPublished;
  private transient Counter correctionsPublished;
  private transient Counter lateEvents;

  public WindowPublisher(
      HourlyFamily family, WindowOptions options, CodecSerializer<WindowState> serializer) {
    this.family = family;
    this.options = options;
    this.serializer = serializer;
  }

  @Override
  public void open(OpenContext context) {
    hours = getRuntimeContext().getState(new ValueStateDescriptor<>("hours", serializer));
    json = new JsonWriter();
    clock = Clock.systemUTC();
    double share =
        options.budget() / getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    if (!options.provisionalEvery().isZero()) {
      provisional = new PublicationSchedule(options.provisionalEvery().toMillis(), share);
      getRuntimeContext()
          .getMetricGroup()
          .gauge("provisionalStretchMillis", () -> provisional.stretchAt(clock.millis()));
    }
    corrections = new PublicationSchedule(options.correctionsEvery().toMillis(), share);
    var metrics = getRuntimeContext().getMetricGroup();
    provisionalPublished = metrics.counter("documentsProvisional");
    finalPublished = metrics.counter("documentsFinal");
    correctionsPublished = metrics.counter("documentsCorrected");
    lateEvents = metrics.counter("eventsLate");
  }

  @Override
  public void processElement(PartialAggregate part, Context context, Collector<DocumentWrite> out)
      throws IOException {
    TimerService timers = context.timerService();
    WindowState hour = hours.value();
    if (hour == null) {
      hour = serializer.createInstance();
      timers.registerEventTimeTimer(lastMoment(part.group()));
      timers.registerEventTimeTimer(options.closedAt(part.group().windowStart()));
    }
    hour.measures.add(part.measures());
    if (hour.isFinal || timers.currentWatermark() >= lastMoment(part.group())) {
      hour.lateEvents += part.measures().events();
      lateEvents.inc(part.measures().events());
      schedule(corrections, hour, timers);
    } else if (provisional != null) {
      schedule(provisional, hour, timers);
    }
    hours.update(hour);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DocumentWrite> out)
      throws IOException {
    WindowState hour = hours.value();
    if (hour == null) {
      return;
    }
    WindowKey group = context.getCurrentKey();
    TimerService timers = context.timerService();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      hour.dueAt = 0;
      publishNews(hour, group, timers, out);
      hours.update(hour);
    } else if (time == lastMoment(group)) {
      publishFinal(hour, group, timers, out);
      hours.update(hour);
    } else {
      publishNews(hour, group, timers, out);
      forget(hour, timers);
    }
  }

  private void publishFinal(
      WindowState hour, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    if (hour.isFinal || hour.lateEvents > 0) {
      // A group whose first part came late has its turn among the corrections.
      return;
    }
    hour.isFinal = true;
    finalPublished.inc();
    publish(hour, group, timers, out);
  }

  private void publishNews(
      WindowState hour, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    if (hour.lateEvents > 0) {
      if (hour.isFinal && hour.hasNews()) {
        hour.revision++;
      }
      hour.isFinal = true;
    }
    if (!hour.hasNews()) {
      return;
    }
    (hour.isFinal ? correctionsPublished : provisionalPublished).inc();
    publish(hour, group, timers, out);
  }

  private void publish(
      WindowState hour, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    Publication publication =
        new Publication(
            group.windowStart(),
            options.window().minutes(),
            hour.isFinal,
            hour.revision,
            hour.lateEvents,
            timers.currentProcessingTime());
    hour.publishedVersion = hour.version();
    out.collect(
        new DocumentWrite(
            family.index().indexAt(group.windowStart()),
            group.documentId(),
            hour.publishedVersion,
            HourlyDocument.write(family, group.dimensions(), hour.measures, publication, json)));
  }

  private void schedule(PublicationSchedule schedule, WindowState hour, TimerService timers) {
    if (hour.dueAt == 0) {
      hour.dueAt = schedule.turnAfter(timers.currentProcessingTime());
      timers.registerProcessingTimeTimer(hour.dueAt);
    }
  }

  private void forget(WindowState hour, TimerService timers) {
    if (hour.dueAt != 0) {
      timers.deleteProcessingTimeTimer(hour.dueAt);
    }
    hours.clear();
  }

  private long lastMoment(WindowKey group) {
    return group.windowStart() + options.windowMillis() - 1;
  }
}
