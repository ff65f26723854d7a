/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.reading.EventAges;
import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.sources.AgeBins;
import io.tidemark.model.sources.SourceFields;
import java.time.Instant;
import java.util.Map;

/** Writes minutes as documents. */
final class SourceDocument {

  private final JsonWriter json = new JsonWriter();
  private final String instance;

  /**
   * @param instance a name that no other process has: each writes documents of its own
   */
  SourceDocument(String instance) {
    this.instance = instance;
  }

  /** The two lines of a bulk request that replace the document of a minute. */
  String bulkLines(SourceKey key, SourceMinute minute, long now) {
    String index = IndexFamily.SOURCES.indexAt(key.minute());
    return "{\"index\":{\"_index\":"
        + JsonText.quote(index)
        + ",\"_id\":\""
        + createId(key)
        + "\"}}\n"
        + new String(createSource(key, minute, now), UTF_8)
        + "\n";
  }

  private String createId(SourceKey key) {
    String text =
        String.join("\n", instance, Long.toString(key.minute()), key.tenant(), key.source().id());
    return Sha256.digestToHex(text);
  }

  private byte[] createSource(SourceKey key, SourceMinute minute, long now) {
    json.beginObject();
    json.field(SourceFields.MINUTE, formatTime(key.minute()));
    json.field(SourceFields.UPDATED_AT, formatTime(now));
    json.field(SourceFields.TENANT_ID, key.tenant());
    json.field(SourceFields.SOURCE_ID, key.source().id());
    json.field(SourceFields.SOURCE_NAME, key.source().name());
    json.field(SourceFields.SOURCE_TYPE, key.source().type());
    json.field(SourceFields.INSTANCE, instance);
    json.field(SourceFields.REQUESTS, minute.requests());
    json.field(SourceFields.ACCEPTED, minute.accepted());
    json.field(SourceFields.REJECTED, minute.rejected());
    json.field(SourceFields.IGNORED, minute.ignored());
    json.field(SourceFields.FAILED_REQUESTS, minute.failedRequests());
    writeCounts(SourceFields.REJECTED_BY_REASON, minute.rejectedByReason());
    writeCounts(SourceFields.FAILED_BY_REASON, minute.failedByReason());
    json.field(SourceFields.LAST_REQUEST, formatTime(minute.lastRequest()));
    writeAges(minute.ages());
    SourceMinute.LastRejection last = minute.lastRejection();
    if (last != null) {
      json.field(SourceFields.LAST_REJECTED, formatTime(last.time()));
      json.field(SourceFields.LAST_REASON, last.reason());
      json.field(SourceFields.LAST_MESSAGE, last.message());
    }
    json.endObject();
    return json.finish();
  }

  private void writeCounts(String name, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      json.beginObject(name);
      counts.forEach(json::field);
      json.endObject();
    }
  }

  private void writeAges(EventAges ages) {
    if (ages.isEmpty()) {
      return;
    }
    json.beginObject(SourceFields.AGES);
    for (int bin = 0; bin < AgeBins.COUNT; bin++) {
      if (ages.countOfBin(bin) > 0) {
        json.field(AgeBins.fieldName(bin), ages.countOfBin(bin));
      }
    }
    json.endObject();
    json.field(SourceFields.LEAST_AGE, ages.least());
    json.field(SourceFields.LAST_EVENT, formatTime(ages.latestEvent()));
  }

  private static String formatTime(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
