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
import java.util.List;

/** Reads protobuf, after it has counted the messages. */
final class OtlpMessages {

  /** Protobuf's own limit of nesting. */
  static final int MAX_DEPTH = 100;

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
    for (var field : message.getAllFields().entrySet()) {
      boolean leads =
          field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && !field.getKey().getName().equals("resource")
              && !field.getKey().getName().equals("scope")
              && !field.getKey().getName().equals("metadata");
      if (!leads) {
        continue;
      }
      if (field.getKey().isRepeated()) {
        for (Object element : (Iterable<?>) field.getValue()) {
          items += countItems((Message) element, signal);
        }
      } else {
        items += countItems((Message) field.getValue(), signal);
      }
    }
    return items;
  }
}
