/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.JobCodecs;
import io.tidemark.model.aggregate.UnknownVersionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class CodecSerializerTest {

  private static final ClassLoader CLASSES = CodecSerializerTest.class.getClassLoader();

  static List<Codec<?>> codecs() {
    return new JobCodecs().listCodecs();
  }

  @Test
  void givesEachCodecItsOwnName() {
    assertThat(codecs()).extracting(Codec::name).doesNotHaveDuplicates().hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void rejectsEveryTruncatedValue(Codec<T> codec) throws IOException {
    CodecSerializer<T> serializer = new CodecSerializer<>(codec);
    byte[] bytes = write(serializer);

    assertThat(serializer.deserialize(new DataInputDeserializer(bytes))).isNotNull();
    for (int length = 0; length < bytes.length; length++) {
      DataInputDeserializer truncated = new DataInputDeserializer(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> serializer.deserialize(truncated))
          .as("%s, %d of %d bytes", codec.name(), length, bytes.length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(codec.name())
          .hasMessageContaining("restore an earlier checkpoint or savepoint");
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void rejectsValuesOfALaterVersion(Codec<T> codec) throws IOException {
    CodecSerializer<T> serializer = new CodecSerializer<>(codec);
    byte[] bytes = write(serializer);
    if (!codec.startsWithVersion()) {
      return;
    }
    bytes[0]++;

    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessageContaining("version " + (codec.version() + 1))
        .hasMessageContaining("up to " + codec.version())
        .hasMessageContaining("start the build that wrote it, or a newer one");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void restoresEachCodecFromItsSnapshot(Codec<T> codec) throws IOException {
    CodecSerializer<T> serializer = new CodecSerializer<>(codec);
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), CLASSES);

    assertThat(read.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, version 9, 'id-bucket'",
    "1, 9, version 9, 'id-bucket schema'",
  })
  void rejectsSnapshotsOfALaterVersion(int version, int schema, String found, String name)
      throws IOException {
    DataInputDeserializer in = snapshot("id-bucket", version, schema);

    assertThatThrownBy(() -> new CodecSnapshot<>().readSnapshot(1, in, CLASSES))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessageContaining(found)
        .hasMessageContaining(name)
        .hasMessageContaining("start the build that wrote it, or a newer one");
  }

  @Test
  void rejectsSnapshotsOfAnUnknownCodec() throws IOException {
    DataInputDeserializer in = snapshot("window-state:no-such-workload", 1, 1);

    assertThatThrownBy(() -> new CodecSnapshot<>().readSnapshot(1, in, CLASSES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read state of 'window-state:no-such-workload'");
  }

  @Test
  void rejectsTheSnapshotOfAnotherCodec() {
    List<Codec<?>> codecs = codecs();

    assertThat(compatible(codecs.get(0), new CodecSnapshot<>(codecs.get(1)))).isFalse();
  }

  /** Savepoints of 0.1.0 name these classes. */
  @ParameterizedTest
  @CsvSource({
    "hours.GroupHourSerializer$Snapshot, window-key",
    "modelcalls.ModelCallParts$PartSnapshot, window-part:model-calls",
    "modelcalls.ModelCallParts$StateSnapshot, window-state:model-calls",
    "comfyui.ComfyuiParts$PartSnapshot, window-part:comfyui",
    "comfyui.ComfyuiParts$StateSnapshot, window-state:comfyui",
    "training.TrainingParts$PartSnapshot, window-part:training",
    "training.TrainingParts$StateSnapshot, window-state:training",
    "codingagents.AgentParts$PartSnapshot, window-part:coding-agents",
    "codingagents.AgentParts$StateSnapshot, window-state:coding-agents",
    "progress.PipelineParts$PartSnapshot, window-part:pipeline",
    "progress.PipelineParts$StateSnapshot, window-state:pipeline",
    "comfyui.ComfyuiRunSerializer$Snapshot, comfyui-run",
    "training.TrainingJobSerializer$Snapshot, training-job",
    "codingagents.ReportedSerializer$Snapshot, agent-report",
    "concurrency.LevelPartSerializer$Snapshot, level-part",
    "concurrency.LevelHistorySerializer$Snapshot, level-history",
    "concurrency.LevelChangesSerializer$Snapshot, level-changes",
    "concurrency.LevelUsersSerializer$Snapshot, level-users",
    "countonce.IdBucketSerializer$Snapshot, id-bucket",
    "countonce.StoredIdSerializer$Snapshot, stored-id",
  })
  void restoresSnapshotsOfEarlierBuilds(String snapshot, String codec) throws Exception {
    Object earlier =
        Class.forName("io.tidemark.job." + snapshot).getDeclaredConstructor().newInstance();

    assertThat(compatible(CodecProvider.findCodec(codec, CLASSES), earlier)).isTrue();
  }

  @SuppressWarnings("unchecked") // Whether the types agree is what the snapshots find out.
  private static boolean compatible(Codec<?> codec, Object old) {
    return new CodecSnapshot<>((Codec<Object>) codec)
        .resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) old)
        .isCompatibleAsIs();
  }

  private static <T> byte[] write(CodecSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(serializer.createInstance(), out);
    return out.getCopyOfBuffer();
  }

  private static DataInputDeserializer snapshot(String name, int version, int schema)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(name);
    out.writeInt(version);
    out.writeInt(schema);
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
