/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SourceEventTypeInfoTest {

  private final TypeSerializer<SourceEvent<String>> serializer =
      new SourceEventTypeInfo<String>().createSerializer(new SerializerConfigImpl());

  @Test
  void copiesByReference() {
    SourceEvent<String> incoming = new SourceEvent<>();
    assertThat(serializer.copy(incoming)).isSameAs(incoming);
    assertThat(serializer.copy(incoming, new SourceEvent<>())).isSameAs(incoming);
  }

  @Test
  void saysWhyItIsNotSerialized() {
    assertThatThrownBy(
            () -> serializer.serialize(new SourceEvent<>(), new DataOutputSerializer(16)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must stay chained to it");
  }
}
