/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * Lets through what a rebuild may write: hours and records of its range, and the days that lie in
 * it as a whole, if the topics hold all of their records. What a run or a training job says of
 * hours outside it is left to the running job, and how far hours are final is the running job's to
 * say.
 */
public final class RebuiltDocuments implements FilterFunction<DocumentWrite> {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> TIMES = Set.of("hour", "event_time");
  private static final String DAY = "day";
  private static final String DAY_LENGTH = "window_minutes";
  private static final String PROGRESS = IndexFamily.PREFIX + IndexFamily.PIPELINE_PROGRESS.id();

  private final RebuildRange range;

  /** The first moment of which days may be written, by the prefix of the name of their index. */
  private final Map<String, Long> wholeSince = new HashMap<>();

  /**
   * @param wholeSince by workload, since when Kafka holds all records; absent when it deleted none
   */
  public RebuiltDocuments(RebuildRange range, Map<String, Instant> wholeSince) {
    this.range = range;
    for (WorkloadSchema schema : WorkloadSchemas.listAll()) {
      Instant since = wholeSince.get(schema.id());
      if (since != null) {
        String days = IndexFamily.PREFIX + IndexFamily.dailyOf(schema).id() + "-";
        this.wholeSince.put(days, since.toEpochMilli());
      }
    }
  }

  @Override
  public boolean filter(DocumentWrite document) throws IOException {
    return !document.index.startsWith(PROGRESS) && isInRange(document);
  }

  private boolean isInRange(DocumentWrite document) throws IOException {
    long dayStart = Long.MIN_VALUE;
    try (JsonParser parser = JSON.createParser(document.source)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (TIMES.contains(name)) {
          return range.contains(timeOf(parser));
        } else if (name.equals(DAY)) {
          dayStart = timeOf(parser);
        } else if (name.equals(DAY_LENGTH) && dayStart != Long.MIN_VALUE) {
          long length = Duration.ofMinutes(parser.getLongValue()).toMillis();
          return range.contains(dayStart)
              && range.contains(dayStart + length - 1)
              && isWhole(document.index, dayStart);
        }
        parser.skipChildren();
      }
    }
    throw new IllegalStateException(document + " has no time");
  }

  /** Whether all records of a day are read. */
  private boolean isWhole(String index, long dayStart) {
    return wholeSince.entrySet().stream()
        .noneMatch(days -> index.startsWith(days.getKey()) && dayStart < days.getValue());
  }

  private static long timeOf(JsonParser parser) throws IOException {
    return Instant.parse(parser.getText()).toEpochMilli();
  }
}
