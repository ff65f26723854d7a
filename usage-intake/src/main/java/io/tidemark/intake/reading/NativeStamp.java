/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Sender;
import java.io.ByteArrayOutputStream;

/**
 * Writes the sender into a native event: the tenant where the event names none, project and user
 * where the key fixes them. Of a field that occurs twice the last one counts, so the fields are
 * added at the end.
 */
final class NativeStamp {

  private final JsonReader json = new JsonReader();
  private final String tenant;
  private final String others;

  NativeStamp(Sender sender) {
    tenant = writeField("tenant_id", sender.tenant());
    others = writeField("project_id", sender.project()) + writeField("user_id", sender.user());
  }

  private static String writeField(String name, String value) {
    return value == null ? "" : ",\"" + name + "\":" + JsonText.quote(value);
  }

  /** The event with the sender; the same array if it cannot be read. */
  byte[] addTo(byte[] event) {
    byte[] readable = InvalidUtf8.replaceInvalid(event);
    json.open(readable);
    if (!json.enterObject()) {
      return event;
    }
    boolean empty = true;
    boolean named = false;
    while (json.nextField()) {
      empty = false;
      boolean isTenant = "tenant_id".equals(json.text());
      if (!json.readValue()) {
        return event;
      }
      if (isTenant) {
        named |= json.type() != JsonType.NULL && json.length() > 0;
      }
    }
    int end = json.position() - 1;
    if (!json.finish() || empty) {
      return event;
    }
    ByteArrayOutputStream stamped = new ByteArrayOutputStream(readable.length + 64);
    stamped.write(readable, 0, end);
    stamped.writeBytes(((named ? "" : tenant) + others).getBytes(UTF_8));
    stamped.write('}');
    return stamped.toByteArray();
  }
}
