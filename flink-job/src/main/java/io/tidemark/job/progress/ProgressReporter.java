/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.progress;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.CoveredDays;
import io.tidemark.job.window.DayOptions;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says through which hour the documents are final. A watermark alone does not prove that: documents
 * may still wait in a bulk. A completed checkpoint does, because the sink writes everything before
 * its barrier goes through. So the hour is reported when a checkpoint that began after the
 * watermark had passed it is complete.
 *
 * <p>Runs once, behind all publishers of a pipeline; it receives their watermarks, and from each
 * publisher the start of the first day of which it knows all events. Publishers say so with their
 * first part: after a restart without one, the day of the checkpoint holds.
 */
public final class ProgressReporter extends AbstractStreamOperator<DocumentWrite>
    implements OneInputStreamOperator<Long, DocumentWrite> {

  private final String pipeline;
  private final long windowMillis;
  private final DayOptions days;

  private transient Map<Long, Long> watermarkAtCheckpoint;
  private transient long watermark;
  private transient long reported;
  private transient long daysFrom;
  private transient ListState<CoveredDays> covered;

  public ProgressReporter(String pipeline, Window window, DayOptions days) {
    this.pipeline = pipeline;
    this.days = days;
    this.windowMillis = window.millis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    covered =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("days", CoveredDays.TYPE));
    daysFrom = Long.MIN_VALUE;
    if (days.enabled()) {
      for (CoveredDays known : covered.get()) {
        if (known.zone().equals(days.zone().name())) {
          daysFrom = known.completeFrom();
        }
      }
    }
  }

  @Override
  public void open() {
    watermarkAtCheckpoint = new TreeMap<>();
    watermark = Long.MIN_VALUE;
    reported = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Long> firstDay) {
    daysFrom = Math.max(daysFrom, firstDay.getValue());
  }

  /** Unknown until a publisher reports it, and never with days switched off. */
  private boolean knowsDays() {
    return daysFrom != Long.MIN_VALUE && daysFrom != Long.MAX_VALUE;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarkAtCheckpoint.put(context.getCheckpointId(), watermark);
    covered.update(
        knowsDays() ? List.of(new CoveredDays(days.zone().name(), daysFrom, daysFrom)) : List.of());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Long proven = watermarkAtCheckpoint.get(checkpointId);
    watermarkAtCheckpoint.keySet().removeIf(earlier -> earlier <= checkpointId);
    if (proven == null || proven == Long.MIN_VALUE || proven == Long.MAX_VALUE) {
      return;
    }
    // The watermark is the last moment that is complete; the window before the next one is final.
    long start = new Window(windowMillis).startOf(proven + 1) - windowMillis;
    if (start > reported) {
      reported = start;
      output.collect(new StreamRecord<>(document(start)));
    }
  }

  private DocumentWrite document(long windowStart) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.field("hour", HourText.rfc3339(windowStart));
    json.field("window_minutes", new Window(windowMillis).minutes());
    json.field("pipeline", pipeline);
    if (knowsDays()) {
      json.field("days_from", HourText.rfc3339(daysFrom));
    }
    json.field("day_zone", days.zone().name());
    json.field(
        "updated_at", HourText.rfc3339(getProcessingTimeService().getCurrentProcessingTime()));
    json.endObject();
    return new DocumentWrite(
        IndexFamily.PIPELINE_PROGRESS.indexAt(windowStart),
        pipeline + "-" + HourText.compact(windowStart),
        1,
        json.finish());
  }
}
