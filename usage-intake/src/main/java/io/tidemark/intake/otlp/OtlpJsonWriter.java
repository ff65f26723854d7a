/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.tidemark.intake.request.RequestMemory;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.Limits;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes OTLP messages as the JSON that the formats of the job read. Both encodings of a request
 * become messages first, so both give the same bytes.
 */
final class OtlpJsonWriter {

  /** No text that is read is longer; prompts often are. */
  private static final int MAX_TEXT_BYTES = 2 * Limits.MAX_ID_BYTES;

  /** Values of attributes that no format reads: arrays and objects. */
  private static final Set<String> UNREAD = Set.of("ArrayValue", "KeyValueList");

  /** Bytes whose memory is reserved at once. */
  private static final int RESERVED_AT_ONCE = 16 * 1024;

  /** The buffer, a larger one into which it grows, and the document. */
  private static final int COPIES = 3;

  private final JsonWriter json = new JsonWriter();
  private final RequestMemory.Share memory;
  private long reserved;

  private OtlpJsonWriter(RequestMemory.Share memory) {
    this.memory = memory;
  }

  /**
   * The message as JSON.
   *
   * @param memory of the request
   */
  static byte[] writeMessage(Message message, RequestMemory.Share memory) {
    OtlpJsonWriter writer = new OtlpJsonWriter(memory);
    writer.json.beginObject();
    writer.writeFields(message);
    writer.json.endObject();
    return writer.json.finish();
  }

  private void writeFields(Message message) {
    while (json.size() + MAX_TEXT_BYTES > reserved) {
      memory.reserve(COPIES * RESERVED_AT_ONCE);
      reserved += RESERVED_AT_ONCE;
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor type = field.getKey();
      if (type.isRepeated()) {
        writeRepeated(type, (List<?>) field.getValue());
      } else {
        writeSingle(type, field.getValue());
      }
    }
    FieldDescriptor temporality =
        message.getDescriptorForType().findFieldByName("aggregation_temporality");
    if (temporality != null && !message.getAllFields().containsKey(temporality)) {
      // Protobuf leaves zeros out; what is unspecified must not look absent.
      json.field(temporality.getJsonName(), 0);
    }
  }

  private void writeRepeated(FieldDescriptor type, List<?> elements) {
    if (type.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return; // Bounds and buckets of histograms: no format reads them.
    }
    json.beginArray(type.getJsonName());
    for (Object element : elements) {
      json.beginObject();
      writeFields((Message) element);
      json.endObject();
    }
    json.endArray();
  }

  private void writeSingle(FieldDescriptor type, Object value) {
    String name = type.getJsonName();
    switch (type.getJavaType()) {
      case MESSAGE -> {
        if (UNREAD.contains(type.getMessageType().getName())) {
          return;
        }
        json.beginObject(name);
        writeFields((Message) value);
        json.endObject();
      }
      case STRING -> json.field(name, cutText((String) value));
      case BYTE_STRING -> json.field(name, formatBytes(type, (ByteString) value));
      case BOOLEAN -> json.field(name, (boolean) value);
      case ENUM -> json.field(name, ((EnumValueDescriptor) value).getNumber());
      case INT -> json.field(name, Integer.toUnsignedLong((int) value));
      case LONG -> json.field(name, formatInteger(type, (long) value));
      case DOUBLE, FLOAT -> {
        double number = ((Number) value).doubleValue();
        if (Double.isFinite(number)) {
          json.field(name, number);
        }
      }
    }
  }

  private static String formatInteger(FieldDescriptor type, long value) {
    boolean signed =
        switch (type.getType()) {
          case INT64, SINT64, SFIXED64 -> true;
          default -> false;
        };
    return signed ? Long.toString(value) : Long.toUnsignedString(value);
  }

  private static String formatBytes(FieldDescriptor type, ByteString value) {
    byte[] bytes = value.toByteArray();
    return OtlpJsonReader.isHex(type)
        ? HexFormat.of().formatHex(bytes)
        : cutText(Base64.getEncoder().encodeToString(bytes));
  }

  private static String cutText(String text) {
    if (text.length() * 3L <= MAX_TEXT_BYTES) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    // A character that the cut goes through becomes a replacement character.
    return bytes.length <= MAX_TEXT_BYTES ? text : new String(bytes, 0, MAX_TEXT_BYTES, UTF_8);
  }
}
