/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpSerializable;
import co.elastic.clients.json.SimpleJsonpMapper;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;

/** Writes typed requests as the bodies of HTTP requests. */
final class JsonBody {

  private static final JsonpMapper MAPPER = new SimpleJsonpMapper();

  private JsonBody() {}

  static HttpEntity writeBody(JsonpSerializable request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = MAPPER.jsonProvider().createGenerator(bytes)) {
      request.serialize(generator, MAPPER);
    }
    return new NByteArrayEntity(bytes.toByteArray(), ContentType.APPLICATION_JSON);
  }
}
