/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads protobuf, after it has counted the messages. */
final class OtlpMessages {

  /** Protobuf's own limit of nesting. */
  static final int MAX_DEPTH = 100;

  /** Fields next to the items. */
  private static final Set<String> WITHOUT_ITEMS = Set.of("resource", "scope", "metadata");

  private final OtlpLimits limits;

  private OtlpMessages(OtlpLimits limits) {
    this.limits = limits;
  }

  /**
   * The request.
   *
   * @throws IntakeException when it is not valid, or has too many messages
   */
  static OtlpRequest parseRequest(OtlpSignal signal, byte[] body, OtlpLimits limits) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(body);
      new OtlpMessages(limits).countFields(in, signal.empty.getDescriptorForType(), 0);
      return new OtlpRequest(signal.parser().parseFrom(body), List.of());
    } catch (InvalidProtocolBufferException damaged) {
      limits.restart();
      return parseDamaged(signal, body, limits);
    } catch (IOException impossible) {
      throw new IllegalStateException("Memory cannot fail", impossible);
    }
  }

  private static OtlpRequest parseDamaged(OtlpSignal signal, byte[] body, OtlpLimits limits) {
    try {
      OtlpProtobufReader reader = new OtlpProtobufReader(signal, body, limits);
      Message message = reader.readRequest();
      if (countItems(message, signal) == 0 && !reader.problems().isEmpty()) {
        throw OtlpProtobufReader.createUnreadable();
      }
      return new OtlpRequest(message, reader.problems());
    } catch (InvalidProtocolBufferException damaged) {
      throw OtlpProtobufReader.createUnreadable();
    } catch (IOException impossible) {
      throw new IllegalStateException("Memory cannot fail", impossible);
    }
  }

  private void countFields(CodedInputStream in, Descriptor type, int depth) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean isMessage =
          field != null
              && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!isMessage) {
        skipField(in, field, tag);
        continue;
      }
      limits.countMessage(field.getMessageType());
      int length = in.readRawVarint32();
      if (depth >= MAX_DEPTH) {
        in.skipRawBytes(length);
        continue;
      }
      int outer = in.pushLimit(length);
      countFields(in, field.getMessageType(), depth + 1);
      in.popLimit(outer);
    }
  }

  private void skipField(CodedInputStream in, FieldDescriptor field, int tag) throws IOException {
    int before = in.getTotalBytesRead();
    in.skipField(tag);
    if (field != null && field.isRepeated()) {
      limits.countNumbers(field, in.getTotalBytesRead() - before + 1);
    }
  }

  /** The items of a request. */
  static int countItems(Message message, OtlpSignal signal) {
    if (signal.items.contains(message.getDescriptorForType().getName())) {
      return 1;
    }
    int items = 0;
    for (Message inner : listInner(message)) {
      items += countItems(inner, signal);
    }
    return items;
  }

  /**
   * Whether any item has what all items of its signal have. In protobuf, items of another signal
   * are items without it.
   */
  static boolean hasWholeItem(Message message, OtlpSignal signal) {
    if (signal.items.contains(message.getDescriptorForType().getName())) {
      return signal.isWhole(message);
    }
    return listInner(message).stream().anyMatch(inner -> hasWholeItem(inner, signal));
  }

  /** The messages in a message that are items, or hold items. */
  private static List<Message> listInner(Message message) {
    List<Message> inner = new ArrayList<>();
    for (var field : message.getAllFields().entrySet()) {
      boolean leads =
          field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && !WITHOUT_ITEMS.contains(field.getKey().getName());
      if (leads && field.getKey().isRepeated()) {
        ((List<?>) field.getValue()).forEach(element -> inner.add((Message) element));
      } else if (leads) {
        inner.add((Message) field.getValue());
      }
    }
    return inner;
  }
}
