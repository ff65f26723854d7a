/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.DimensionKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WindowKeyTest {

  private static final long TEN = 1_768_384_800_000L;
  private static final WindowKey GROUP = new WindowKey(TEN, DimensionKey.of("acme", "llama-3"));

  @Test
  void isComparedByItsBytes() {
    assertThat(GROUP)
        .isEqualTo(new WindowKey(TEN, DimensionKey.of("acme", "llama-3")))
        .hasSameHashCodeAs(new WindowKey(TEN, DimensionKey.of("acme", "llama-3")))
        .isNotEqualTo(new WindowKey(TEN + 1, DimensionKey.of("acme", "llama-3")))
        .isNotEqualTo(new WindowKey(TEN, DimensionKey.of("acmel", "lama-3")));
  }

  /** Another hash would look for a group's state in another subtask than the one that has it. */
  @Test
  void hasTheHashThatStateWasPlacedBy() {
    assertThat(GROUP.hashCode()).isEqualTo(-1_703_471_578);
  }

  @Test
  void isWrittenAndReadWhole() throws IOException {
    DataOutputSerializer target = new DataOutputSerializer(16);
    WindowKey.TYPE.serializer().serialize(GROUP, target);

    WindowKey read =
        WindowKey.TYPE
            .serializer()
            .deserialize(new DataInputDeserializer(target.getCopyOfBuffer()));

    assertThat(read).isEqualTo(GROUP);
    assertThat(read.documentId()).isEqualTo(GROUP.documentId());
  }
}
