/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import com.google.protobuf.CodedOutputStream;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.json.JsonWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers in the encoding of the request, as OTLP/HTTP wants them. */
enum OtlpAnswer {
  PROTOBUF("application/x-protobuf") {
    @Override
    byte[] createSuccess(OtlpSignal signal, long rejected, String message) throws IOException {
      if (rejected == 0) {
        return new byte[0];
      }
      ByteArrayOutputStream partial = new ByteArrayOutputStream();
      CodedOutputStream fields = CodedOutputStream.newInstance(partial);
      fields.writeInt64(1, rejected);
      fields.writeString(2, message);
      fields.flush();
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(response);
      out.writeByteArray(1, partial.toByteArray());
      out.flush();
      return response.toByteArray();
    }

    @Override
    byte[] createStatus(int code, String message) throws IOException {
      ByteArrayOutputStream status = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(status);
      out.writeInt32(1, code);
      out.writeString(2, message);
      out.flush();
      return status.toByteArray();
    }
  },
  JSON("application/json") {
    @Override
    byte[] createSuccess(OtlpSignal signal, long rejected, String message) {
      JsonWriter json = new JsonWriter();
      json.beginObject();
      if (rejected > 0) {
        json.beginObject("partialSuccess");
        json.field(signal.rejectedName, Long.toString(rejected));
        json.field("errorMessage", message);
        json.endObject();
      }
      json.endObject();
      return json.finish();
    }

    @Override
    byte[] createStatus(int code, String message) {
      JsonWriter json = new JsonWriter();
      json.beginObject();
      json.field("code", code);
      json.field("message", message);
      json.endObject();
      return json.finish();
    }
  };

  private final String contentType;

  OtlpAnswer(String contentType) {
    this.contentType = contentType;
  }

  /** The encoding of a request; JSON answers what has none. */
  static OtlpAnswer ofType(String contentType) {
    boolean protobuf = contentType != null && isType(contentType, PROTOBUF.contentType);
    return protobuf ? PROTOBUF : JSON;
  }

  /** Whether requests of this type are read. */
  static boolean isKnown(String contentType) {
    return contentType != null
        && (isType(contentType, PROTOBUF.contentType) || isType(contentType, JSON.contentType));
  }

  private static boolean isType(String header, String type) {
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().equalsIgnoreCase(type);
  }

  abstract byte[] createSuccess(OtlpSignal signal, long rejected, String message)
      throws IOException;

  abstract byte[] createStatus(int code, String message) throws IOException;

  /** Answers a request whose items were stored, but for those that were rejected. */
  void writeAnswer(HttpServletResponse response, OtlpSignal signal, Outcome outcome)
      throws IOException {
    String message = outcome.listed().isEmpty() ? "" : describeRejection(outcome.listed().get(0));
    writeAnswer(
        response, HttpServletResponse.SC_OK, createSuccess(signal, outcome.rejected(), message));
  }

  /** An item that cannot be read has no place among the others. */
  private static String describeRejection(Outcome.Rejection rejection) {
    return rejection.index() < 0
        ? rejection.message()
        : "item %d: %s".formatted(rejection.index(), rejection.message());
  }

  /** Answers a request that was not accepted. */
  void writeAnswer(HttpServletResponse response, IntakeException failure) throws IOException {
    if (failure.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Long.toString(failure.retryAfterSeconds()));
    }
    if (failure.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    int code = grpcCode(failure.status());
    writeAnswer(response, failure.status(), createStatus(code, failure.getMessage()));
  }

  private void writeAnswer(HttpServletResponse response, int status, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The code of {@code google.rpc.Code} that says the same as a status of HTTP. */
  private static int grpcCode(int status) {
    return switch (status) {
      case 400, 415 -> 3; // INVALID_ARGUMENT
      case 401 -> 16; // UNAUTHENTICATED
      case 403 -> 7; // PERMISSION_DENIED
      case 408 -> 4; // DEADLINE_EXCEEDED
      case 413, 429 -> 8; // RESOURCE_EXHAUSTED
      case 503 -> 14; // UNAVAILABLE
      default -> 13; // INTERNAL
    };
  }
}
