/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.hourly.DimensionKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Levels and their parts as this build and earlier ones wrote them. */
@Tag("fast")
class LevelStateTest {

  private static final byte[] KEY = DimensionKey.of("acme", "tenant", "acme");

  @Test
  void partsAndLevelsComeBack() throws IOException {
    LevelPart part = part(new LevelUsers());
    part.unknownEnd = 3;
    part.users.add("ada", 1_000, 1, true);
    part.users.addUnknownEnd("ada", 3);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    LevelPartCodec.TYPE.serializer().serialize(part, bytes);
    assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(part);

    LevelHistory history = history();
    history.windows.get(0).unknownEnd = 2;
    bytes.clear();
    LevelHistoryCodec.SERIALIZER.serialize(history, bytes);
    assertThat(readHistory(bytes)).usingRecursiveComparison().isEqualTo(history);
    assertThat(LevelHistoryCodec.SERIALIZER.copy(history))
        .usingRecursiveComparison()
        .isEqualTo(history);
  }

  /** Builds before format 2 of parts wrote no format at all. */
  @Test
  void readsAPartWithoutAFormat() throws IOException {
    LevelPart part = part(null);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeShort(KEY.length);
    bytes.write(KEY);
    bytes.writeLong(part.windowStart);
    bytes.writeLong(part.events);
    part.changes.writeTo(bytes);

    assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(part);
  }

  /** Format 2 of parts named users and counted no runs that were given up. */
  @Test
  void readsAPartWithUsersAndWithoutUnknownEnds() throws IOException {
    LevelPart part = part(new LevelUsers());
    part.users.add("ada", 1_000, 1, true);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeShort(0xffff);
    bytes.writeByte(2);
    bytes.writeShort(KEY.length);
    bytes.write(KEY);
    bytes.writeLong(part.windowStart);
    bytes.writeLong(part.events);
    part.changes.writeTo(bytes);
    bytes.writeBoolean(true);
    bytes.writeLong(1);
    bytes.writeInt(1);
    bytes.writeUTF("ada");
    bytes.writeInt(0);
    bytes.writeInt(1);
    bytes.writeInt(0);

    assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(part);
  }

  @Test
  void readsLevelsThatCountNoUnknownEnds() throws IOException {
    LevelHistory history = history();
    LevelHistory.Window window = history.windows.get(0);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeByte(2);
    bytes.writeShort(KEY.length);
    bytes.write(KEY);
    bytes.writeLong(history.from);
    bytes.writeLong(history.levelBefore);
    bytes.writeLong(history.eventsBefore);
    bytes.writeLong(history.lastChange);
    bytes.writeLong(history.dueAt);
    bytes.writeInt(1);
    bytes.writeLong(window.net);
    bytes.writeLong(window.events);
    bytes.writeLong(window.lateEvents);
    bytes.writeLong(window.revision);
    bytes.writeByte(3);
    bytes.writeLong(window.publishedThrough);

    assertThat(readHistory(bytes)).usingRecursiveComparison().isEqualTo(history);
  }

  private static LevelPart part(LevelUsers users) {
    LevelChanges changes = new LevelChanges();
    changes.add(1_000, 1);
    changes.add(5_000, -1);
    return new LevelPart(KEY, 3_600_000, changes, 2, users);
  }

  private static LevelHistory history() {
    LevelHistory history = new LevelHistory(KEY, 3_600_000);
    history.levelBefore = 4;
    history.eventsBefore = 9;
    history.lastChange = 3_700_000;
    LevelHistory.Window window = new LevelHistory.Window();
    window.net = -1;
    window.events = 7;
    window.lateEvents = 1;
    window.revision = 2;
    window.isFinal = true;
    window.ran = true;
    window.publishedThrough = 16;
    history.windows.add(window);
    return history;
  }

  private static LevelPart read(DataOutputSerializer bytes) throws IOException {
    return LevelPartCodec.TYPE
        .serializer()
        .deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
  }

  private static LevelHistory readHistory(DataOutputSerializer bytes) throws IOException {
    return LevelHistoryCodec.SERIALIZER.deserialize(
        new DataInputDeserializer(bytes.getCopyOfBuffer()));
  }
}
