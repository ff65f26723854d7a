/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.sources.AgeBins;
import io.tidemark.model.sources.SourceFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Statistics of one source: minutes at two instances of intake, one of them just now. */
public final class SourceSample {

  /** Accepted items of {@link #index} in the two hours before 10:00. */
  public static final long ACCEPTED = 118;

  private static final Instant EARLIER = Instant.parse("2026-03-12T09:14:00Z");
  private static final Instant NEWEST = LiveApi.NOW.minus(Duration.ofMinutes(2));

  private SourceSample() {}

  /** Writes the documents of one key. */
  public static void index(LiveApi api, String tenant, String id, String name) {
    ObjectNode first = minute(EARLIER, tenant, id, name, "a", 98);
    first.put(SourceFields.REJECTED, 3).put(SourceFields.FAILED_REQUESTS, 1);
    first.putObject(SourceFields.REJECTED_BY_REASON).put("malformed", 2).put("expired", 1);
    first.putObject(SourceFields.FAILED_BY_REASON).put("throttled", 1);
    first.put(SourceFields.LAST_REJECTED, EARLIER.plusSeconds(4).toString());
    first.put(SourceFields.LAST_REASON, "malformed");
    first.put(SourceFields.LAST_MESSAGE, name + ": input_tokens must be a number");
    ObjectNode second = minute(EARLIER, tenant, id, name, "b", 20);
    second.put(SourceFields.LEAST_AGE, -2_500);
    ObjectNode newest = minute(NEWEST, tenant, id, name, "a", 30);
    api.index(
        List.of(first, second, newest).stream()
            .map(
                source ->
                    new IndexedDocument(
                        IndexFamily.SOURCES.indexAt(EARLIER.toEpochMilli()),
                        tenant
                            + id
                            + source.path(SourceFields.MINUTE).asString()
                            + source.path(SourceFields.INSTANCE).asString(),
                        source))
            .toList());
  }

  private static ObjectNode minute(
      Instant minute, String tenant, String id, String name, String instance, long accepted) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put(SourceFields.MINUTE, minute.toString()).put(SourceFields.TENANT_ID, tenant);
    source.put(SourceFields.UPDATED_AT, minute.plusSeconds(30).toString());
    source.put(SourceFields.SOURCE_ID, id).put(SourceFields.SOURCE_NAME, name);
    source.put(SourceFields.SOURCE_TYPE, "key").put(SourceFields.INSTANCE, instance);
    source.put(SourceFields.REQUESTS, 2).put(SourceFields.ACCEPTED, accepted);
    source.put(SourceFields.REJECTED, 0).put(SourceFields.IGNORED, 5);
    source.put(SourceFields.FAILED_REQUESTS, 0).put(SourceFields.LEAST_AGE, 700);
    source.putObject(SourceFields.AGES).put(AgeBins.fieldName(AgeBins.of(1_500)), accepted);
    source.put(SourceFields.LAST_REQUEST, minute.plusSeconds(20).toString());
    return source.put(SourceFields.LAST_EVENT, minute.plusSeconds(18).toString());
  }

  /** The setting of a key named claude-code. */
  public static String keySetting(String key) {
    return "{\"name\":\"claude-code\",\"role\":\"ingest\",\"sha256\":\"%s\",\"hint\":\"tidemark_0000\"}"
        .formatted(sha256(key));
  }

  /** The digest of a key, as the store has it. */
  public static String sha256(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
