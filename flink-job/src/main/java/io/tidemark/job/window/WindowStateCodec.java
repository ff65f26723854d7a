/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.Codec;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.aggregate.EarlierFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Windows in state. */
final class WindowStateCodec implements Codec<WindowState> {

  private static final long serialVersionUID = 1;

  /** Held measures without a version. */
  private static final int WITHOUT_AGGREGATE = 1;

  private static final int VERSION = 3;

  private final AggregateLayout layout;
  private final EarlierFormat earlier;

  WindowStateCodec(AggregateLayout layout, EarlierFormat earlier) {
    this.layout = layout;
    this.earlier = earlier;
  }

  @Override
  public String name() {
    return "window-state:" + layout.workload();
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public int schemaVersion() {
    return layout.version();
  }

  @Override
  public WindowState create() {
    return new WindowState(new Aggregate(layout));
  }

  @Override
  public WindowState copy(WindowState from) {
    WindowState copy = create();
    copy.measures.add(from.measures);
    copy.isFinal = from.isFinal;
    copy.revision = from.revision;
    copy.lateEvents = from.lateEvents;
    copy.publishedVersion = from.publishedVersion;
    copy.dueAt = from.dueAt;
    return copy;
  }

  @Override
  public void write(WindowState window, DataOutputView target) throws IOException {
    window.measures.writeTo(target);
    target.writeBoolean(window.isFinal);
    target.writeLong(window.revision);
    target.writeLong(window.lateEvents);
    target.writeLong(window.publishedVersion);
    target.writeLong(window.dueAt);
  }

  @Override
  public WindowState read(DataInputView source, int version) throws IOException {
    WindowState window = create();
    if (version == WITHOUT_AGGREGATE) {
      earlier.read(source, window.measures);
    } else {
      window.measures.readFrom(source);
    }
    window.isFinal = source.readBoolean();
    window.revision = source.readLong();
    window.lateEvents = source.readLong();
    window.publishedVersion = source.readLong();
    window.dueAt = source.readLong();
    return window;
  }
}
