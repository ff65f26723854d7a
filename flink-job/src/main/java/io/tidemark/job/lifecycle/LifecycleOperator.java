/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.lifecycle;

import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.hourly.DimensionKey;
import java.io.Serializable;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows things that report more than once, each under its key, with an entry in state and a timer
 * for each.
 *
 * @param <E> a report
 * @param <S> what is known of a thing
 */
public abstract class LifecycleOperator<E, S> extends CheckpointGatedOperator<E>
    implements Triggerable<String, VoidNamespace> {

  /** No timer. */
  protected static final long NEVER = Long.MAX_VALUE;

  private final Lifecycle lifecycle;
  private final TypeSerializer<S> serializer;

  private transient ValueState<S> things;
  private transient InternalTimerService<VoidNamespace> timers;

  /**
   * The differences between pipelines.
   *
   * @param pipeline its name in documents
   * @param state name of the state of things; never to be changed
   * @param timers name of their timers; never to be changed
   */
  public record Lifecycle(String pipeline, String state, String timers) implements Serializable {}

  protected LifecycleOperator(
      Lifecycle lifecycle, TypeSerializer<S> serializer, WorkloadOptions options) {
    super(options);
    this.lifecycle = lifecycle;
    this.serializer = serializer;
  }

  /**
   * Takes a report.
   *
   * @param known what is known of the thing; null when it is new
   */
  protected abstract void take(E report, S known) throws Exception;

  /** When something is due with a thing: to be closed, or to be forgotten. */
  protected abstract long dueAt(S thing);

  /** Does what is due; the thing may be {@link #keep kept} or {@link #forget forgotten}. */
  protected abstract void due(S thing) throws Exception;

  @Override
  public void open() throws Exception {
    super.open();
    things =
        getRuntimeContext().getState(new ValueStateDescriptor<>(lifecycle.state(), serializer));
    timers = getInternalTimerService(lifecycle.timers(), VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public final void processElement(StreamRecord<E> element) throws Exception {
    take(element.getValue(), things.value());
  }

  /**
   * Keeps a thing, with one timer. A timer that runs too early stays: it will find out, and be set
   * again.
   *
   * @param dueBefore when it was due when it was kept last; {@link #NEVER} without a timer
   */
  protected final void keep(S thing, long dueBefore) throws Exception {
    things.update(thing);
    long due = dueAt(thing);
    if (dueBefore != NEVER && due >= dueBefore) {
      return;
    }
    if (dueBefore != NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, dueBefore);
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
  }

  protected final void forget() {
    things.clear();
  }

  /** Notes a report that counts. */
  protected final void countOnce(String tenant, long time) {
    countOnce(workloadKey(tenant), time);
  }

  /** Notes a report that was known. */
  protected final void countAgain(String tenant, long time, boolean otherContent) {
    countAgain(workloadKey(tenant), time, otherContent);
  }

  private byte[] workloadKey(String tenant) {
    return DimensionKey.of(tenant, lifecycle.pipeline());
  }

  @Override
  public final void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    S thing = things.value();
    if (thing == null) {
      return;
    }
    long due = dueAt(thing);
    if (timer.getTimestamp() >= due) {
      due(thing);
    } else {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
    }
  }

  @Override
  public final void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }
}
