/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds one group's window and publishes it: provisional while the window runs, final when the
 * watermark passes its end, corrected together when late parts arrived. Every publication is the
 * whole document.
 *
 * <p>The publisher of hours feeds that of days: an hour goes there when it is final, as one partial
 * aggregate, and what comes later goes there as it comes. So a day costs one part for each hour of
 * a group, however many events that had.
 */
public final class WindowPublisher
    extends KeyedProcessFunction<WindowKey, PartialAggregate, DocumentWrite>
    implements CheckpointedFunction {

  private final PublishedWindows windows;
  private final WindowOptions options;
  private final CodecSerializer<WindowState> serializer;

  /** How days are fed or limited; null for windows that have to do with no days. */
  private final DayFeed days;

  private transient ClosedWindows closed;

  /** Null before the first element or timer. */
  private transient TimerService eventTime;

  private transient FirstDay firstDay;
  private transient boolean reportsFirstDay;
  private transient ValueState<WindowState> state;
  private transient JsonWriter json;
  private transient PublicationSchedule provisional;
  private transient PublicationSchedule corrections;
  private transient Clock clock;
  private transient Counter provisionalPublished;
  private transient Counter finalPublished;
  private transient Counter correctionsPublished;
  private transient Counter lateEvents;

  /** Publishes windows that feed no days. */
  public WindowPublisher(
      HourlyFamily family, WindowOptions options, CodecSerializer<WindowState> serializer) {
    this(new HourlyWindows(family, options.windowMillis()), options, serializer, null);
  }

  private WindowPublisher(
      PublishedWindows windows,
      WindowOptions options,
      CodecSerializer<WindowState> serializer,
      DayFeed days) {
    this.windows = windows;
    this.options = options;
    this.serializer = serializer;
    this.days = days;
  }

  /** Publishes hours, and sends them to the side output of a publisher of days. */
  public static WindowPublisher ofHours(
      HourlyFamily family,
      WindowOptions options,
      CodecSerializer<WindowState> serializer,
      DayFeed days) {
    return new WindowPublisher(
        new HourlyWindows(family, options.windowMillis()), options, serializer, days);
  }

  /** Publishes days; they are not published before they are over. */
  public static WindowPublisher ofDays(
      DailyDocument documents,
      WindowOptions options,
      CodecSerializer<WindowState> serializer,
      DayFeed days) {
    return new WindowPublisher(
        new DailyWindows(documents), options.withoutProvisional(), serializer, days.asReceiver());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    closed = new ClosedWindows(options.lateness());
    closed.restore(context.getOperatorStateStore());
    if (days != null) {
      firstDay = days.createFirstDay();
      firstDay.restore(context);
      reportsFirstDay = days.sends();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    // The days of the state never change after the start.
    closed.snapshot(eventTime == null ? Long.MIN_VALUE : eventTime.currentWatermark());
  }

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(new ValueStateDescriptor<>("hours", serializer));
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
    eventTime = timers;
    reportFirstDay(context);
    WindowState window = state.value();
    if (window == null) {
      if (wasClosed(part.group())) {
        return;
      }
      window = serializer.createInstance();
      timers.registerEventTimeTimer(lastMoment(part.group()));
      timers.registerEventTimeTimer(closedAt(part.group()));
    }
    window.measures.add(part.measures());
    boolean over = timers.currentWatermark() >= lastMoment(part.group());
    if (over || window.wentToItsDay()) {
      feedDay(part.group(), part.measures(), context);
    }
    if (window.isFinal || over) {
      window.lateEvents += part.measures().events();
      lateEvents.inc(part.measures().events());
      window.dueAt = corrections.scheduleTurn(window.dueAt, timers);
    } else if (provisional != null) {
      window.dueAt = provisional.scheduleTurn(window.dueAt, timers);
    }
    state.update(window);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DocumentWrite> out)
      throws IOException {
    WindowState window = state.value();
    if (window == null) {
      return;
    }
    WindowKey group = context.getCurrentKey();
    TimerService timers = context.timerService();
    eventTime = timers;
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      window.dueAt = 0;
      publishNews(window, group, timers, out);
      state.update(window);
    } else if (time == lastMoment(group)) {
      if (!window.wentToItsDay()) {
        feedDay(group, window.measures, context);
      }
      publishFinal(window, group, timers, out);
      state.update(window);
    } else if (time < closedAt(group)) {
      // The job before the restart had a shorter lateness.
      timers.registerEventTimeTimer(closedAt(group));
    } else {
      publishNews(window, group, timers, out);
      forget(window, timers);
    }
  }

  private void publishFinal(
      WindowState window, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    if (window.isFinal || window.lateEvents > 0) {
      // A group whose first part came late has its turn among the corrections.
      return;
    }
    window.isFinal = true;
    finalPublished.inc();
    publish(window, group, timers, out);
  }

  private void publishNews(
      WindowState window, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    if (window.lateEvents > 0) {
      if (window.isFinal && window.hasNews()) {
        window.revision++;
      }
      window.isFinal = true;
    }
    if (!window.hasNews()) {
      return;
    }
    (window.isFinal ? correctionsPublished : provisionalPublished).inc();
    publish(window, group, timers, out);
  }

  /** Sends the measures of a window that is over to its day, and later parts as they come. */
  private void feedDay(WindowKey group, Aggregate measures, Context context) {
    if (days == null || !days.sends()) {
      return;
    }
    long dayStart = days.startOf(group.windowStart());
    if (firstDay.isPublished(dayStart)) {
      context.output(
          days.parts(),
          new PartialAggregate(new WindowKey(dayStart, group.dimensions()), measures));
    }
  }

  private void reportFirstDay(Context context) {
    if (reportsFirstDay) {
      reportsFirstDay = false;
      context.output(days.progress(), firstDay.completeFrom());
    }
  }

  private void publish(
      WindowState window, WindowKey group, TimerService timers, Collector<DocumentWrite> out) {
    window.publishedVersion = window.version();
    if (days != null && !days.sends() && !firstDay.isPublished(group.windowStart())) {
      return;
    }
    long length = windows.endOf(group.windowStart()) - group.windowStart();
    Publication publication =
        new Publication(
            group.windowStart(),
            (int) Duration.ofMillis(length).toMinutes(),
            window.isFinal,
            window.revision,
            window.lateEvents,
            timers.currentProcessingTime());
    out.collect(windows.write(group, window.measures, publication, window.publishedVersion, json));
  }

  private void forget(WindowState window, TimerService timers) {
    if (window.dueAt != 0) {
      timers.deleteProcessingTimeTimer(window.dueAt);
    }
    state.clear();
  }

  /**
   * Whether the window was closed before the restart: its state is gone, its document is not. A
   * shorter lateness after it counts for events that come from then on, not for parts on their way.
   */
  private boolean wasClosed(WindowKey group) {
    return closed.wasClosed(windows.endOf(group.windowStart()));
  }

  private long lastMoment(WindowKey group) {
    return windows.endOf(group.windowStart()) - 1;
  }

  private long closedAt(WindowKey group) {
    return windows.endOf(group.windowStart()) + options.lateness().toMillis();
  }
}
