/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class IncomingTypeInfoTest {

  private final TypeSerializer<Incoming<String>> serializer =
      new IncomingTypeInfo<String>().createSerializer(new SerializerConfigImpl());

  @Test
  void copiesByReference() {
    Incoming<String> incoming = new Incoming<>();
    assertThat(serializer.copy(incoming)).isSameAs(incoming);
    assertThat(serializer.copy(incoming, new Incoming<>())).isSameAs(incoming);
  }

  @Test
  void saysWhyItIsNotSerialized() {
    assertThatThrownBy(() -> serializer.serialize(new Incoming<>(), new DataOutputSerializer(16)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must stay chained to it");
  }
}
