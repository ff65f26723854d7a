/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import io.tidemark.intake.request.IntakeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request that protobuf's own parser refuses. Bytes that are not UTF-8 become replacement
 * characters, and a damaged item is left out alone; the reason is kept. Damage in a resource or
 * scope costs its items, as in JSON.
 */
final class OtlpProtobufReader {

  private static final String DAMAGED = "the item is not a valid protobuf message";

  private final OtlpSignal signal;
  private final byte[] body;
  private final List<String> problems = new ArrayList<>();
  private final OtlpLimits limits;

  OtlpProtobufReader(OtlpSignal signal, byte[] body, OtlpLimits limits) {
    this.signal = signal;
    this.body = body;
    this.limits = limits;
  }

  /** The request without its damaged parts. */
  Message readRequest() throws IOException {
    Message.Builder builder = signal.empty.newBuilderForType();
    readContainer(new Part(0, body.length), builder, 0);
    return builder.build();
  }

  /** One reason for each item that is left out. */
  List<String> problems() {
    return problems;
  }

  /** A part of the body. */
  private record Part(int start, int end) {}

  private CodedInputStream openPart(Part part) {
    return CodedInputStream.newInstance(body, part.start(), part.end() - part.start());
  }

  /** Reads a message that holds items. Items before damage are kept. */
  private void readContainer(Part part, Message.Builder builder, int depth) throws IOException {
    CodedInputStream in = openPart(part);
    Descriptor type = builder.getDescriptorForType();
    while (true) {
      FieldDescriptor field;
      Part inner;
      int tag;
      try {
        tag = in.readTag();
        if (tag == 0) {
          return;
        }
        field = findField(type, tag);
        inner = field != null && leadsToItems(field) ? readPart(in, part) : null;
      } catch (InvalidProtocolBufferException cut) {
        problems.add(DAMAGED);
        return;
      }
      if (inner != null) {
        addPart(builder, field, inner, depth);
      } else {
        readField(in, part, builder, field, tag, depth);
      }
    }
  }

  private void addPart(Message.Builder builder, FieldDescriptor field, Part part, int depth)
      throws IOException {
    Message.Builder nested = builder.newBuilderForField(field);
    boolean item = isItem(field.getMessageType());
    int known = problems.size();
    int before = limits.items();
    try {
      countMessage(field, depth);
      if (item) {
        readMessage(part, nested, depth + 1);
      } else {
        readContainer(part, nested, depth + 1);
      }
      setField(builder, field, nested.build());
    } catch (InvalidProtocolBufferException damaged) {
      int lost = item ? 1 : Math.max(1, countItems(nested.build()) + problems.size() - known);
      limits.replaceItems(before, lost);
      problems.subList(known, problems.size()).clear();
      for (int i = 0; i < lost; i++) {
        problems.add(DAMAGED);
      }
    }
  }

  private int countItems(Message part) {
    return OtlpMessages.countItems(part, signal);
  }

  private void readMessage(Part part, Message.Builder builder, int depth) throws IOException {
    CodedInputStream in = openPart(part);
    Descriptor type = builder.getDescriptorForType();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      readField(in, part, builder, findField(type, tag), tag, depth);
    }
  }

  /**
   * Reads one field.
   *
   * @param field null for one that is not known
   */
  private void readField(
      CodedInputStream in,
      Part part,
      Message.Builder builder,
      FieldDescriptor field,
      int tag,
      int depth)
      throws IOException {
    if (field == null) {
      in.skipField(tag);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      countMessage(field, depth);
      Message.Builder nested = builder.newBuilderForField(field);
      readMessage(readPart(in, part), nested, depth + 1);
      setField(builder, field, nested.build());
    } else {
      setField(builder, field, readScalar(in, field));
    }
  }

  /** The field with this number, if the tag announces its type. */
  private static FieldDescriptor findField(Descriptor type, int tag) {
    FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
    // Bounds and buckets of histograms are packed; no format reads them.
    boolean known =
        field != null
            && field.getLiteType().getWireType() == WireFormat.getTagWireType(tag)
            && (!field.isRepeated() || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE);
    return known ? field : null;
  }

  private Part readPart(CodedInputStream in, Part outer) throws IOException {
    int length = in.readRawVarint32();
    int start = outer.start() + in.getTotalBytesRead();
    in.skipRawBytes(length);
    return new Part(start, start + length);
  }

  private static void setField(Message.Builder builder, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      builder.addRepeatedField(field, value);
    } else if (value instanceof Message message && builder.hasField(field)) {
      builder.getFieldBuilder(field).mergeFrom(message);
    } else {
      builder.setField(field, value);
    }
  }

  private static Object readScalar(CodedInputStream in, FieldDescriptor field) throws IOException {
    return switch (field.getType()) {
      case STRING -> new String(in.readByteArray(), UTF_8);
      case BYTES -> ByteString.copyFrom(in.readByteArray());
      case BOOL -> in.readBool();
      case DOUBLE -> in.readDouble();
      case FLOAT -> in.readFloat();
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(in.readEnum());
      case INT32, UINT32 -> in.readInt32();
      case SINT32 -> in.readSInt32();
      case FIXED32, SFIXED32 -> in.readFixed32();
      case INT64, UINT64 -> in.readInt64();
      case SINT64 -> in.readSInt64();
      case FIXED64, SFIXED64 -> in.readFixed64();
      case MESSAGE, GROUP -> throw new IllegalStateException("read by its caller");
    };
  }

  private boolean leadsToItems(FieldDescriptor field) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return false;
    }
    String name = field.getMessageType().getName();
    boolean container =
        field.isRepeated()
            ? name.equals("Metric") || name.startsWith("Resource") || name.startsWith("Scope")
            : field.getContainingType().getName().equals("Metric");
    return container || isItem(field.getMessageType());
  }

  private boolean isItem(Descriptor type) {
    return signal.items.contains(type.getName());
  }

  private void countMessage(FieldDescriptor field, int depth)
      throws InvalidProtocolBufferException {
    limits.countMessage(field.getMessageType());
    if (depth >= OtlpMessages.MAX_DEPTH) {
      throw new InvalidProtocolBufferException("nested too deep");
    }
  }

  /** A request of which nothing can be read. */
  static IntakeException createUnreadable() {
    return IntakeException.createError(
        400, "The body is not a valid protobuf message of this route.");
  }
}
