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
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
          write(
              OtlpMessages.parseRequest(signal, message.toByteArray(), Unlimited.of(signal))
                  .message());

      OtlpRequest fromJson =
          new OtlpJsonReader(signal, Unlimited.of(signal)).readRequest(fromProtobuf);

      assertThat(fromJson.problems()).as("seed %d, %d", seed, i).isEmpty();
      assertThat(new String(write(fromJson.message()), UTF_8))
          .as("seed %d, %d", seed, i)
          .isEqualTo(new String(fromProtobuf, UTF_8));
    }
  }

  private static byte[] write(Message message) {
    return OtlpJsonWriter.writeMessage(message, Unlimited.share());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatAreNotFiniteAreTheSameInBothEncodings(double value) {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(
                                Span.newBuilder()
                                    .setName("call")
                                    .addAttributes(
                                        KeyValue.newBuilder()
                                            .setKey("score")
                                            .setValue(
                                                AnyValue.newBuilder().setDoubleValue(value))))))
            .build();
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"call\",\"attributes\":"
            + "[{\"key\":\"score\",\"value\":{\"doubleValue\":\"%s\"}}]}]}]}]}".formatted(value);

    OtlpRequest read =
        new OtlpJsonReader(OtlpSignal.TRACES, Unlimited.of(OtlpSignal.TRACES))
            .readRequest(json.getBytes(UTF_8));

    assertThat(read.problems()).isEmpty();
    assertThat(read.message()).isEqualTo(request);
    assertThat(new String(write(read.message()), UTF_8)).contains("score").doesNotContain("NaN");
  }

  /** The JSON of protobuf takes any number without a fraction for an integer. */
  @ParameterizedTest
  @ValueSource(strings = {"1200", "\"1200\"", "1200.0", "1.2e3", "\"1.2E+3\"", "120000e-2"})
  void readsIntegersInEveryNotation(String number) {
    OtlpRequest read = readSpanWithTokens(number);

    assertThat(read.problems()).isEmpty();
    assertThat(new String(write(read.message()), UTF_8)).contains("\"intValue\":\"1200\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1200.5", "1e400", "-1e19", "1e-1", "1e999999999999", "\"\"", "\" 12\""})
  void rejectsWhatIsNoInteger(String number) {
    OtlpRequest read = readSpanWithTokens(number);

    assertThat(read.problems()).containsExactly("intValue must be an integer");
    assertThat(OtlpMessages.countItems(read.message(), OtlpSignal.TRACES)).isEqualTo(1);
  }

  private static OtlpRequest readSpanWithTokens(String number) {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"other\"},{\"attributes\":"
            + "[{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":%s}}]}]}]}]}";
    return new OtlpJsonReader(OtlpSignal.TRACES, Unlimited.of(OtlpSignal.TRACES))
        .readRequest(json.formatted(number).getBytes(UTF_8));
  }

  /** Quantiles and bounds are often NaN or infinite. */
  @Test
  void metricsThatNoFormatReadsAreReadInJson() {
    String json =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"summary\":"
            + "{\"dataPoints\":[{\"quantileValues\":[{\"quantile\":0.5,\"value\":\"NaN\"}]}]}},"
            + "{\"name\":\"h\",\"histogram\":{\"dataPoints\":[{\"explicitBounds\":[1,\"Infinity\"],"
            + "\"sum\":\"NaN\"}]}}]}]}]}";

    OtlpRequest read =
        new OtlpJsonReader(OtlpSignal.METRICS, Unlimited.of(OtlpSignal.METRICS))
            .readRequest(json.getBytes(UTF_8));

    assertThat(read.problems()).isEmpty();
    assertThat(OtlpMessages.countItems(read.message(), OtlpSignal.METRICS)).isEqualTo(2);
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
