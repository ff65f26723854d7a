/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads OTLP/JSON into the messages of protobuf. Unknown fields are passed over, and an item that
 * is wrong does not cost the others: the message comes without it, and the reason is kept.
 */
final class OtlpJsonReader {

  private static final Set<String> HEX = Set.of("trace_id", "span_id", "parent_span_id");
  private static final int CUMULATIVE = 2;

  /** The limit of an integer with a fraction or exponent; more digits would take long to read. */
  private static final int MAX_INTEGER_CHARACTERS = 40;

  /** Doubles for which JSON has no number. */
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private final OtlpSignal signal;
  private final JsonReader json = new JsonReader();
  private final DamagedItems items;
  private final List<String> problems = new ArrayList<>();
  private final OtlpLimits limits;

  OtlpJsonReader(OtlpSignal signal, OtlpLimits limits) {
    this.signal = signal;
    this.limits = limits;
    items = DamagedItems.belowArrays(signal.path());
  }

  /** Whether a field holds an id, which is hex in JSON. */
  static boolean isHex(FieldDescriptor field) {
    return HEX.contains(field.getName());
  }

  /**
   * The request without the items that are wrong.
   *
   * @throws IntakeException when nothing of it can be read
   */
  OtlpRequest readRequest(byte[] body) {
    // A copy of the body is reserved; one with replaced bytes is longer, and copied once more.
    long readable = InvalidUtf8.replacedLength(body);
    limits.memory().reserve(readable > body.length ? 2 * readable - body.length : 0);
    if (!items.open(json, body)) {
      int status = items.isTooDamaged() ? 413 : 400;
      throw IntakeException.createError(status, "The body is " + json.failure() + ".");
    }
    int start = json.position();
    try {
      Message.Builder builder = signal.empty.newBuilderForType();
      readMessage(builder, "the body");
      if (builder.getAllFields().isEmpty()) {
        requireRoute(start, builder.getDescriptorForType());
      }
      return new OtlpRequest(builder.build(), problems);
    } catch (ItemException wrong) {
      throw IntakeException.createError(400, wrong.getMessage() + ".");
    }
  }

  /** Taken for an empty one, a request for another route would be lost. */
  private void requireRoute(int start, Descriptor type) {
    json.moveTo(start);
    json.enterObject();
    boolean empty = true;
    while (json.nextField()) {
      if (listFields(type).containsKey(json.text())) {
        return;
      }
      empty = false;
      json.skipValue();
    }
    if (!empty) {
      throw new ItemException(
          "The body has no "
              + signal.path().get(0).get(0)
              + ": /v1/traces, /v1/metrics and /v1/logs read one signal each");
    }
  }

  private void readMessage(Message.Builder builder, String name) {
    limits.countMessage(builder.getDescriptorForType());
    if (!json.enterObject()) {
      throw new ItemException(name + " must be an object");
    }
    Map<String, FieldDescriptor> fields = listFields(builder.getDescriptorForType());
    boolean temporality = false;
    while (json.nextField()) {
      FieldDescriptor field = fields.get(json.text());
      if (field == null || isNull() || isUnread(field)) {
        json.skipValue();
        continue;
      }
      temporality |= field.getName().equals("aggregation_temporality");
      if (field.isRepeated()) {
        readElements(builder, field);
      } else {
        builder.setField(field, readValue(builder, field));
      }
    }
    FieldDescriptor absent = fields.get("aggregationTemporality");
    if (absent != null && !temporality) {
      // Exporters that leave it out mean totals.
      builder.setField(absent, absent.getEnumType().findValueByNumber(CUMULATIVE));
    }
  }

  /** Bounds and buckets of histograms: no format reads them. */
  private static boolean isUnread(FieldDescriptor field) {
    return field.isRepeated() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
  }

  private boolean isNull() {
    return json.buffer()[json.position()] == 'n';
  }

  private static Map<String, FieldDescriptor> listFields(Descriptor type) {
    return FIELDS.computeIfAbsent(
        type,
        descriptor -> {
          Map<String, FieldDescriptor> fields = new HashMap<>();
          descriptor.getFields().forEach(field -> fields.put(field.getName(), field));
          descriptor.getFields().forEach(field -> fields.put(field.getJsonName(), field));
          return fields;
        });
  }

  private void readElements(Message.Builder builder, FieldDescriptor field) {
    if (!json.enterArray()) {
      throw new ItemException(field.getJsonName() + " must be an array");
    }
    boolean divisible = leadsToItems(field);
    while (json.nextElement()) {
      if (divisible) {
        readDivisible(builder, field);
      } else {
        builder.addRepeatedField(field, readValue(builder, field));
      }
    }
  }

  /** Whether the elements are items, or hold items. */
  private boolean leadsToItems(FieldDescriptor field) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return false;
    }
    String type = field.getMessageType().getName();
    return signal.items.contains(type)
        || type.equals("Metric")
        || type.startsWith("Resource")
        || type.startsWith("Scope");
  }

  private void readDivisible(Message.Builder builder, FieldDescriptor field) {
    int start = json.position();
    json.skipValue();
    int next = json.position();
    String damage = items.failureAt(start);
    if (damage != null) {
      limits.countItems(1);
      problems.add(damage);
    } else {
      int known = problems.size();
      int before = limits.items();
      json.moveTo(start);
      try {
        builder.addRepeatedField(field, readValue(builder, field));
      } catch (ItemException wrong) {
        int lost = countItems(start, field.getMessageType());
        limits.replaceItems(before, lost);
        while (problems.size() > known) {
          problems.remove(problems.size() - 1);
        }
        for (int i = 0; i < lost; i++) {
          problems.add(wrong.getMessage());
        }
      }
    }
    json.continueAt(next);
  }

  /** The items in a part of the request that is left out; at least one. */
  private int countItems(int start, Descriptor type) {
    json.moveTo(start);
    return signal.items.contains(type.getName()) ? 1 : Math.max(1, countBelow(type));
  }

  private int countBelow(Descriptor type) {
    if (!json.enterObject()) {
      json.skipValue();
      return 1;
    }
    int count = 0;
    Map<String, FieldDescriptor> fields = listFields(type);
    while (json.nextField()) {
      FieldDescriptor field = fields.get(json.text());
      boolean message =
          field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isNull();
      if (message && field.isRepeated() && leadsToItems(field) && json.enterArray()) {
        while (json.nextElement()) {
          boolean isItem = signal.items.contains(field.getMessageType().getName());
          if (isItem) {
            json.skipValue();
            count++;
          } else {
            count += countBelow(field.getMessageType());
          }
        }
      } else if (message && !field.isRepeated() && type.getName().equals("Metric")) {
        count += countBelow(field.getMessageType());
      } else {
        json.skipValue();
      }
    }
    return count;
  }

  private Object readValue(Message.Builder builder, FieldDescriptor field) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message.Builder nested = builder.newBuilderForField(field);
      readMessage(nested, field.getJsonName());
      return nested.build();
    }
    json.readValue();
    return switch (field.getJavaType()) {
      case STRING -> readText(field);
      case BYTE_STRING -> readBytes(field);
      case BOOLEAN -> readBoolean(field);
      case ENUM -> enumValue(field);
      case INT -> (int) readInteger(field);
      case LONG -> readInteger(field);
      case DOUBLE -> readNumber(field);
      case FLOAT -> (float) readNumber(field);
      case MESSAGE -> throw new IllegalStateException("read above");
    };
  }

  private String readText(FieldDescriptor field) {
    if (json.type() != JsonType.TEXT) {
      throw new ItemException(field.getJsonName() + " must be text");
    }
    return json.text();
  }

  private ByteString readBytes(FieldDescriptor field) {
    String text = readText(field);
    try {
      return ByteString.copyFrom(
          isHex(field) ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException wrong) {
      String form = isHex(field) ? "hex" : "base64";
      throw new ItemException(field.getJsonName() + " must be " + form);
    }
  }

  private boolean readBoolean(FieldDescriptor field) {
    if (json.type() != JsonType.TRUE && json.type() != JsonType.FALSE) {
      throw new ItemException(field.getJsonName() + " must be true or false");
    }
    return json.type() == JsonType.TRUE;
  }

  /** As a number, as text in digits, or by its name. */
  private EnumValueDescriptor enumValue(FieldDescriptor field) {
    String text = readRaw().strip();
    EnumValueDescriptor named = field.getEnumType().findValueByName(text);
    if (named != null) {
      return named;
    }
    try {
      return field.getEnumType().findValueByNumberCreatingIfUnknown(Integer.parseInt(text));
    } catch (NumberFormatException wrong) {
      throw new ItemException(field.getJsonName() + " must be an integer");
    }
  }

  private long readInteger(FieldDescriptor field) {
    String text = readRaw();
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException inDigits) {
      return readWholeNumber(field, text);
    }
  }

  /** An integer with a fraction of 0 or an exponent. */
  private static long readWholeNumber(FieldDescriptor field, String text) {
    try {
      if (text.length() <= MAX_INTEGER_CHARACTERS && JsonNumbers.isNumber(text)) {
        return new BigDecimal(text).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException wrong) {
      // As for texts that are no number.
    }
    throw new ItemException(field.getJsonName() + " must be an integer");
  }

  private double readNumber(FieldDescriptor field) {
    String text = readRaw();
    if (!JsonNumbers.isNumber(text) && !NOT_FINITE.contains(text)) {
      throw new ItemException(field.getJsonName() + " must be a number");
    }
    return Double.parseDouble(text);
  }

  private String readRaw() {
    boolean scalar =
        json.type() == JsonType.TEXT
            || json.type() == JsonType.INTEGER
            || json.type() == JsonType.DECIMAL;
    return scalar ? new String(json.buffer(), json.start(), json.length(), UTF_8) : "";
  }

  /** An item, or a part of one, that is wrong. */
  private static final class ItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ItemException(String message) {
      super(message, null, false, false);
    }
  }
}
