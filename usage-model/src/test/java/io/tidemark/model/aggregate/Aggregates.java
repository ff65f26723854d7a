/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Aggregates as bytes and as documents. */
final class Aggregates {

  private Aggregates() {}

  static byte[] write(Aggregate aggregate) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    aggregate.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  static Aggregate read(AggregateLayout layout, byte[] bytes) throws IOException {
    Aggregate aggregate = new Aggregate(layout);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    aggregate.readFrom(new DataInputStream(in));
    if (in.available() > 0) {
      throw new AssertionError(in.available() + " bytes were not read");
    }
    return aggregate;
  }

  static String fields(Aggregate aggregate) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    aggregate.writeFields(json);
    json.endObject();
    return new String(json.finish(), UTF_8);
  }
}
