/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tidemark.job.documents.DocumentWrite;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes documents as the body of a {@code _bulk} request: newline-delimited JSON. */
final class BulkBody {

  private static final int ACTION_LINE_BYTES = 160;

  private BulkBody() {}

  static byte[] of(List<DocumentWrite> documents) {
    long size = documents.stream().mapToLong(BulkBody::estimatedBytes).sum();
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(size));
    for (DocumentWrite document : documents) {
      body.writeBytes(action(document).getBytes(StandardCharsets.UTF_8));
      writeOnOneLine(document.source, body);
    }
    return body.toByteArray();
  }

  /** The size of a document in a request, its action line included. */
  static long estimatedBytes(DocumentWrite document) {
    return document.source.length + (long) ACTION_LINE_BYTES;
  }

  private static String action(DocumentWrite document) {
    String target =
        "\"_index\":\"" + quoted(document.index) + "\",\"_id\":\"" + quoted(document.id) + '"';
    if (document.createOnly) {
      return "{\"create\":{" + target + "}}\n";
    }
    return "{\"index\":{"
        + target
        + ",\"version\":"
        + document.version
        + ",\"version_type\":\"external_gte\"}}\n";
  }

  /** Lone surrogates pass, and become question marks in UTF-8: an id must not stop the job. */
  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /**
   * A line break ends a document in this format. Inside valid JSON it can only be white space; in
   * broken JSON it must not make a new action out of the rest.
   */
  private static void writeOnOneLine(byte[] source, ByteArrayOutputStream body) {
    int from = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '\n') {
        body.write(source, from, i - from);
        body.write(' ');
        from = i + 1;
      }
    }
    body.write(source, from, source.length - from);
    body.write('\n');
  }
}
