/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.hourly.DimensionKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LevelUsersTest {

  private static final LevelUsers NONE = new LevelUsers();

  @Test
  void namesUsersWhoseRunsStartOrGoOnInTheWindow() {
    LevelUsers earlier = new LevelUsers();
    earlier.add("ada", 5, 1, true);
    earlier.add("bob", 5, 1, true);
    earlier.add("bob", 9, -1, false);
    LevelUsers here = new LevelUsers();
    here.add("cyd", 3, 1, true);

    assertThat(here.going(netOf(earlier), 1, 1)).containsExactly("ada", "cyd");
    assertThat(NONE.going(netOf(earlier), 1, 0)).containsExactly("ada");
  }

  @Test
  void leavesOutARunThatEndsAsTheWindowStarts() {
    LevelUsers earlier = new LevelUsers();
    earlier.add("ada", 5, 1, true);
    LevelUsers here = new LevelUsers();
    here.add("ada", 0, -1, false);

    assertThat(here.going(netOf(earlier), 1, 1)).isEmpty();
  }

  @Test
  void forgetsARunThatTurnsOutToBeAnotherUsers() {
    LevelUsers here = new LevelUsers();
    here.add(null, 4, 1, true);
    assertThat(here.going(NONE, 0, 1)).isNull();

    here.add(null, 4, -1, true);
    here.add("ada", 4, 1, true);
    assertThat(here.going(NONE, 0, 3)).containsExactly("ada");
  }

  @Test
  void namesNoUsersWhileARunOfAnUnknownUserContinues() {
    LevelUsers earlier = new LevelUsers();
    earlier.add(null, 5, 1, true);
    LevelUsers here = new LevelUsers();
    here.add("ada", 7, 1, true);

    assertThat(here.going(netOf(earlier), 1, 1)).isNull();
  }

  @Test
  void namesNoUsersForChangesOfAnEarlierBuildWithoutUser() {
    LevelUsers here = new LevelUsers();
    here.add("ada", 7, 1, true);

    assertThat(here.going(NONE, 0, 2)).as("one change too few").isNull();
    assertThat(here.going(NONE, 1, 1)).as("a run from before").isNull();
    assertThat(here.going(NONE, 0, 1)).containsExactly("ada");
  }

  @Test
  void namesTheUserOfARunThatWasGivenUpWhereItStarted() {
    LevelUsers here = new LevelUsers();
    here.add("ada", 7, 1, true);
    here.add("ada", 7, -1, true);
    here.addUnknownEnd("ada", 1);
    assertThat(here.going(NONE, 0, 3)).containsExactly("ada");
    assertThat(NONE.going(netOf(here), 0, 0)).isEmpty();

    here.addUnknownEnd("ada", -1);
    assertThat(here.going(NONE, 0, 4)).isEmpty();

    here.addUnknownEnd(null, 1);
    assertThat(here.going(NONE, 0, 5)).isNull();
  }

  @Test
  void keepsUsersOfAPartOnItsWay() throws IOException {
    LevelPart part = part(new LevelUsers());
    part.users.add("ada", 7, 1, true);
    part.users.add(null, 9, 1, true);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    LevelPartCodec.TYPE.serializer().serialize(LevelPartCodec.TYPE.serializer().copy(part), bytes);

    LevelPart read =
        LevelPartCodec.TYPE
            .serializer()
            .deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));

    assertThat(read.users.going(NONE, 0, 2)).isNull();
    read.users.add(null, 9, -1, true);
    assertThat(read.users.going(NONE, 0, 3)).containsExactly("ada");
    assertThat(read.key()).isEqualTo(part.key());
  }

  /** Parts had no format byte: the length of the dimensions came first. */
  @Test
  void readsAPartThatAnEarlierBuildHandedOn() throws IOException {
    LevelPart part = part(null);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeShort(part.dimensions.length);
    bytes.write(part.dimensions);
    bytes.writeLong(part.windowStart);
    bytes.writeLong(part.events);
    part.changes.writeTo(bytes);

    LevelPart read =
        LevelPartCodec.TYPE
            .serializer()
            .deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));

    assertThat(read.key()).isEqualTo(part.key());
    assertThat(read.changes.net()).isEqualTo(1);
    assertThat(read.users).isNull();
  }

  @Test
  void rejectsAPartOfALaterBuild() {
    byte[] later = {(byte) 0xff, (byte) 0xff, 4};

    assertThatThrownBy(
            () -> LevelPartCodec.TYPE.serializer().deserialize(new DataInputDeserializer(later)))
        .hasMessageContaining("version 4");
  }

  private static LevelUsers netOf(LevelUsers earlier) {
    LevelUsers net = new LevelUsers();
    net.addNetOf(earlier);
    return net;
  }

  private static LevelPart part(LevelUsers users) {
    LevelChanges changes = new LevelChanges();
    changes.add(7, 1);
    return new LevelPart(DimensionKey.of("acme", "workflow", "w"), 3_600_000, changes, 2, users);
  }
}
