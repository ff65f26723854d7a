/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.formats.SenderFormat;
import io.tidemark.model.parsing.Sender;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers of records that the intake service writes. */
final class IntakeHeaders {

  private IntakeHeaders() {}

  /** Begins a record with what its headers say. */
  static void begin(SenderFormat<?> format, Headers headers) {
    String tenant = text(headers, Sender.TENANT_HEADER);
    Sender sender =
        tenant == null
            ? null
            : new Sender(
                tenant,
                text(headers, Sender.PROJECT_HEADER),
                text(headers, Sender.USER_HEADER),
                text(headers, Sender.SOURCE_HEADER));
    format.begin(text(headers, Sender.FORMAT_HEADER), sender);
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    boolean empty = header == null || header.value() == null || header.value().length == 0;
    return empty ? null : new String(header.value(), UTF_8);
  }
}
