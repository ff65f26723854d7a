/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both encodings of OTLP give the same records, byte for byte. */
@Tag("fast")
class OtlpEncodingsTest {

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void randomRequestsAreTheSameRecordInBothEncodings(OtlpSignal signal) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Message message = createRandom(signal.empty.newBuilderForType(), random, 0);
      byte[] fromProtobuf =
          OtlpJsonWriter.writeMessage(
              OtlpMessages.parseRequest(signal, message.toByteArray()).message());

      OtlpRequest fromJson = new OtlpJsonReader(signal).readRequest(fromProtobuf);

      assertThat(fromJson.problems()).as("seed %d, %d", seed, i).isEmpty();
      assertThat(new String(OtlpJsonWriter.writeMessage(fromJson.message()), UTF_8))
          .as("seed %d, %d", seed, i)
          .isEqualTo(new String(fromProtobuf, UTF_8));
    }
  }

  private static Message createRandom(Message.Builder builder, Random random, int depth) {
    for (var field : builder.getDescriptorForType().getFields()) {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (random.nextInt(3) == 0 || (message && depth > 8)) {
        continue;
      }
      int times = field.isRepeated() ? random.nextInt(3) : 1;
      for (int i = 0; i < times; i++) {
        Object value =
            message
                ? createRandom(builder.newBuilderForField(field), random, depth + 1)
                : randomValue(field, random);
        if (field.isRepeated()) {
          builder.addRepeatedField(field, value);
        } else {
          builder.setField(field, value);
        }
      }
    }
    return builder.build();
  }

  private static Object randomValue(FieldDescriptor field, Random random) {
    return switch (field.getJavaType()) {
      case STRING -> random.nextInt() + " \"\\\u0001é漢";
      case BYTE_STRING -> ByteString.copyFrom(new byte[] {1, (byte) random.nextInt(), 3});
      case BOOLEAN -> random.nextBoolean();
      case ENUM -> field.getEnumType().getValues().get(0);
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextInt(4) == 0 ? random.nextInt() : random.nextDouble() * 1e12;
      case MESSAGE -> throw new IllegalStateException("made by its caller");
    };
  }
}
