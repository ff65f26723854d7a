/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Levels in state. */
public final class LevelHistoryCodec implements Codec<LevelHistory> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<LevelHistory> SERIALIZER =
      new CodecSerializer<>(new LevelHistoryCodec());

  /** Kept what a window was last published with as its own changes and the level before it. */
  private static final int OWN_CHANGES = 1;

  /** Kept runs without an end in the levels until they were given up, and did not count them. */
  private static final int WITHOUT_UNKNOWN_ENDS = 2;

  private static final int VERSION = 3;

  private static final int FINAL = 1;
  private static final int RAN = 2;

  @Override
  public String name() {
    return "level-history";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public LevelHistory create() {
    return new LevelHistory(new byte[0], 0);
  }

  @Override
  public LevelHistory copy(LevelHistory from) {
    LevelHistory copy = new LevelHistory(from.dimensions, from.from);
    copy.levelBefore = from.levelBefore;
    copy.eventsBefore = from.eventsBefore;
    copy.lastChange = from.lastChange;
    copy.dueAt = from.dueAt;
    for (LevelHistory.Window window : from.windows) {
      LevelHistory.Window copied = new LevelHistory.Window();
      copied.net = window.net;
      copied.events = window.events;
      copied.unknownEnd = window.unknownEnd;
      copied.lateEvents = window.lateEvents;
      copied.revision = window.revision;
      copied.isFinal = window.isFinal;
      copied.ran = window.ran;
      copied.publishedThrough = window.publishedThrough;
      copy.windows.add(copied);
    }
    return copy;
  }

  @Override
  public void write(LevelHistory history, DataOutputView target) throws IOException {
    target.writeShort(history.dimensions.length);
    target.write(history.dimensions);
    target.writeLong(history.from);
    target.writeLong(history.levelBefore);
    target.writeLong(history.eventsBefore);
    target.writeLong(history.lastChange);
    target.writeLong(history.dueAt);
    target.writeInt(history.windows.size());
    for (LevelHistory.Window window : history.windows) {
      target.writeLong(window.net);
      target.writeLong(window.events);
      target.writeLong(window.lateEvents);
      target.writeLong(window.revision);
      target.writeByte((window.isFinal ? FINAL : 0) | (window.ran ? RAN : 0));
      target.writeLong(window.publishedThrough);
      target.writeLong(window.unknownEnd);
    }
  }

  @Override
  public LevelHistory read(DataInputView source, int version) throws IOException {
    byte[] dimensions = ByteArrays.read(source.readUnsignedShort(), source);
    LevelHistory history = new LevelHistory(dimensions, source.readLong());
    history.levelBefore = source.readLong();
    history.eventsBefore = source.readLong();
    history.lastChange = source.readLong();
    history.dueAt = source.readLong();
    for (int i = source.readInt(); i > 0; i--) {
      LevelHistory.Window window = new LevelHistory.Window();
      window.net = source.readLong();
      window.events = source.readLong();
      window.lateEvents = source.readLong();
      window.revision = source.readLong();
      byte flags = source.readByte();
      window.isFinal = (flags & FINAL) != 0;
      window.ran = (flags & RAN) != 0;
      window.publishedThrough = readPublishedThrough(version, source);
      window.unknownEnd = version > WITHOUT_UNKNOWN_ENDS ? source.readLong() : 0;
      history.windows.add(window);
    }
    return history;
  }

  /** State of an earlier build does not contain it: the window counts as never published. */
  private static long readPublishedThrough(int version, DataInputView source) throws IOException {
    if (version != OWN_CHANGES) {
      return source.readLong();
    }
    source.skipBytesToRead(2 * Long.BYTES);
    return LevelHistory.Window.NEVER_PUBLISHED;
  }
}
