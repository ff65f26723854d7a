/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tidemark.intake.request.IntakeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged item of protobuf never costs the others. */
@Tag("fast")
class OtlpDamageTest {

  private static final int MUTATIONS = 10_000;

  /** Marks the bytes of the item in the middle. */
  private static final String MIDDLE = "the item in the middle, which is damaged";

  private static OtlpRequest parse(OtlpSignal signal, byte[] body) {
    return OtlpMessages.parseRequest(signal, body, Unlimited.of(signal));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Message request(OtlpSignal signal, Resource resource) {
    KeyValue first = attribute("name", "first");
    KeyValue middle = attribute("name", MIDDLE);
    KeyValue last = attribute("name", "last");
    return switch (signal) {
      case TRACES ->
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder()
                      .setResource(resource)
                      .addScopeSpans(
                          ScopeSpans.newBuilder()
                              .addSpans(Span.newBuilder().setName("a").addAttributes(first))
                              .addSpans(Span.newBuilder().setName("b").addAttributes(middle))
                              .addSpans(Span.newBuilder().setName("c").addAttributes(last))))
              .build();
      case LOGS ->
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(
                  ResourceLogs.newBuilder()
                      .setResource(resource)
                      .addScopeLogs(
                          ScopeLogs.newBuilder()
                              .addLogRecords(LogRecord.newBuilder().addAttributes(first))
                              .addLogRecords(LogRecord.newBuilder().addAttributes(middle))
                              .addLogRecords(LogRecord.newBuilder().addAttributes(last))))
              .build();
      case METRICS ->
          ExportMetricsServiceRequest.newBuilder()
              .addResourceMetrics(
                  ResourceMetrics.newBuilder()
                      .setResource(resource)
                      .addScopeMetrics(
                          ScopeMetrics.newBuilder()
                              .addMetrics(
                                  Metric.newBuilder()
                                      .setName("m")
                                      .setSum(
                                          Sum.newBuilder()
                                              .addDataPoints(point(first))
                                              .addDataPoints(point(middle))
                                              .addDataPoints(point(last))))))
              .build();
    };
  }

  private static NumberDataPoint.Builder point(KeyValue attribute) {
    return NumberDataPoint.newBuilder().setAsInt(7).addAttributes(attribute);
  }

  private static Message request(OtlpSignal signal) {
    return request(signal, Resource.newBuilder().addAttributes(attribute("host", "h")).build());
  }

  private static int find(byte[] body, String text) {
    byte[] wanted = text.getBytes(UTF_8);
    for (int i = 0; i + wanted.length <= body.length; i++) {
      if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("no " + text);
  }

  private static String json(Message message) {
    return new String(OtlpJsonWriter.writeMessage(message, Unlimited.share()), UTF_8);
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void bytesThatAreNoTextBecomeReplacementCharacters(OtlpSignal signal) {
    byte[] body = request(signal).toByteArray();
    int at = find(body, MIDDLE);
    body[at] = (byte) 0xFF;
    body[find(body, "first")] = (byte) 0xC3;

    OtlpRequest read = parse(signal, body);

    assertThat(read.problems()).isEmpty();
    assertThat(json(read.message()))
        .isEqualTo(
            json(request(signal))
                .replace(MIDDLE, "\uFFFD" + MIDDLE.substring(1))
                .replace("first", "\uFFFDirst"));
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void aDamagedItemIsLeftOutAlone(OtlpSignal signal) {
    byte[] body = request(signal).toByteArray();
    // The length of the text now reaches beyond the item.
    body[find(body, MIDDLE) - 1] = 120;

    OtlpRequest read = parse(signal, body);

    assertThat(read.problems()).hasSize(1);
    assertThat(json(read.message())).contains("first", "last").doesNotContain("middle");
    assertThat(OtlpMessages.countItems(read.message(), signal)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void noMutationOfAnItemCostsTheOthers(OtlpSignal signal) {
    byte[] good = request(signal).toByteArray();
    int start = find(good, MIDDLE);
    // From the length of the text to its end: all within the item.
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int damaged = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = good.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        body[start - 4 + random.nextInt(MIDDLE.length() + 4)] = (byte) random.nextInt();
      }
      OtlpRequest read = parse(signal, body);
      damaged += read.problems().size();
      assertThat(json(read.message())).as("seed %d, %d", seed, i).contains("first", "last");
      assertThat(OtlpMessages.countItems(read.message(), signal) + read.problems().size())
          .as("seed %d, %d", seed, i)
          .isEqualTo(3);
    }
    assertThat(damaged).as("seed %d", seed).isPositive();
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void noMutationOfARequestIsAFaultOfTheService(OtlpSignal signal) {
    byte[] good = request(signal).toByteArray();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = good.clone();
      for (int changes = random.nextInt(6); changes >= 0; changes--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      byte[] cut =
          Arrays.copyOf(body, random.nextInt(3) == 0 ? random.nextInt(body.length) : body.length);
      try {
        assertThat(parse(signal, cut).message()).isNotNull();
      } catch (IntakeException refused) {
        assertThat(refused.status()).as("seed %d, %d", seed, i).isEqualTo(400);
      }
    }
  }

  @Test
  void damageInAResourceCostsItsItemsAlone() {
    byte[] damaged =
        request(
                OtlpSignal.TRACES,
                Resource.newBuilder().addAttributes(attribute("k", "xy")).build())
            .toByteArray();
    damaged[find(damaged, "xy") - 1] = 100;
    byte[] good = request(OtlpSignal.TRACES).toByteArray();
    byte[] both = Arrays.copyOf(damaged, damaged.length + good.length);
    System.arraycopy(good, 0, both, damaged.length, good.length);

    OtlpRequest read = parse(OtlpSignal.TRACES, both);

    assertThat(OtlpMessages.countItems(read.message(), OtlpSignal.TRACES)).isEqualTo(3);
    assertThat(read.problems()).isNotEmpty();
    assertThat(json(read.message())).contains("host");
  }

  @Test
  void itemsBeforeACutAreKept() {
    byte[] body = request(OtlpSignal.TRACES).toByteArray();

    OtlpRequest read = parse(OtlpSignal.TRACES, concat(body, Arrays.copyOf(body, body.length - 3)));

    assertThat(OtlpMessages.countItems(read.message(), OtlpSignal.TRACES)).isEqualTo(3);
    assertThat(read.problems()).hasSize(1);
    assertThatThrownBy(() -> parse(OtlpSignal.TRACES, "no protobuf at all".getBytes(UTF_8)))
        .isInstanceOf(IntakeException.class);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void anItemThatIsNestedTooDeepIsLeftOutAlone() {
    AnyValue deep = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 300; i++) {
      deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep)).build();
    }
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(Span.newBuilder().setName("good"))
                            .addSpans(
                                Span.newBuilder()
                                    .addAttributes(KeyValue.newBuilder().setValue(deep)))))
            .build();

    OtlpRequest read = parse(OtlpSignal.TRACES, request.toByteArray());

    assertThat(read.problems()).hasSize(1);
    assertThat(json(read.message())).contains("good");
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void readsSoundRequestsAsTheParserOfProtobufDoes(OtlpSignal signal) throws IOException {
    byte[] body = request(signal).toByteArray();

    OtlpProtobufReader reader = new OtlpProtobufReader(signal, body, Unlimited.of(signal));

    assertThat(reader.readRequest()).isEqualTo(request(signal));
    assertThat(reader.problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(OtlpSignal.class)
  void unknownFieldsChangeNothing(OtlpSignal signal) throws IOException {
    Message withUnknown = addUnknownFields(request(signal).toBuilder());
    byte[] body = withUnknown.toByteArray();
    assertThat(body.length).isGreaterThan(request(signal).toByteArray().length + 100);

    assertThat(json(parse(signal, body).message())).isEqualTo(json(request(signal)));
    assertThat(json(new OtlpProtobufReader(signal, body, Unlimited.of(signal)).readRequest()))
        .isEqualTo(json(request(signal)));
  }

  /** One of each wire type in every message. */
  private static Message addUnknownFields(Message.Builder builder) throws IOException {
    for (var field : builder.getAllFields().entrySet()) {
      if (field.getKey().getJavaType()
          != com.google.protobuf.Descriptors.FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.getKey().isRepeated()) {
        List<?> elements = (List<?>) field.getValue();
        for (int i = 0; i < elements.size(); i++) {
          Message element = addUnknownFields(((Message) elements.get(i)).toBuilder());
          builder.setRepeatedField(field.getKey(), i, element);
        }
      } else {
        builder.setField(
            field.getKey(), addUnknownFields(((Message) field.getValue()).toBuilder()));
      }
    }
    UnknownFieldSet.Field all =
        UnknownFieldSet.Field.newBuilder()
            .addVarint(7)
            .addFixed32(7)
            .addFixed64(7)
            .addLengthDelimited(ByteString.copyFrom(new byte[] {(byte) 0xFF, 0}))
            .addGroup(UnknownFieldSet.getDefaultInstance())
            .build();
    return builder
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(900, all).build())
        .build();
  }

  @Test
  void limitsMessagesOfADamagedRequest() throws IOException {
    ByteArrayOutputStream spans = new ByteArrayOutputStream();
    for (int i = 0; i <= OtlpLimits.MAX_MESSAGES; i++) {
      spans.write(0x12);
      spans.write(0);
    }
    spans.write(0x12);
    spans.write(100); // Damage at the end: the item has no bytes.
    byte[] body = wrap(1, wrap(2, spans.toByteArray()));

    assertThatThrownBy(() -> parse(OtlpSignal.TRACES, body))
        .isInstanceOfSatisfying(
            IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(413));
  }

  private static byte[] wrap(int field, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeByteArray(field, bytes);
    coded.flush();
    return out.toByteArray();
  }

  /** Values of attributes nest as deep as their senders like; no format reads them. */
  @Test
  void readsCallsWithAttributesOfManyLevels() {
    AnyValue deep = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 20; i++) {
      KeyValue member = KeyValue.newBuilder().setKey("k").setValue(deep).build();
      deep =
          AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(member)).build();
    }
    Message request =
        request(
            OtlpSignal.TRACES,
            Resource.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("schema").setValue(deep))
                .build());

    String json = json(parse(OtlpSignal.TRACES, request.toByteArray()).message());

    assertThat(json).contains("first", "{\"key\":\"schema\",\"value\":{}}");
  }
}
