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
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * Lets through what a rebuild may write: hours and records of its range. What a run or a training
 * job says of hours outside it is left to the running job, and how far hours are final is the
 * running job's to say.
 */
public final class RebuiltDocuments implements FilterFunction<DocumentWrite> {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> TIMES = Set.of("hour", "event_time");
  private static final String PROGRESS = IndexFamily.PREFIX + IndexFamily.PIPELINE_PROGRESS.id();

  private final RebuildRange range;

  public RebuiltDocuments(RebuildRange range) {
    this.range = range;
  }

  @Override
  public boolean filter(DocumentWrite document) throws IOException {
    return !document.index.startsWith(PROGRESS) && range.contains(timeOf(document));
  }

  private static long timeOf(DocumentWrite document) throws IOException {
    try (JsonParser parser = JSON.createParser(document.source)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = TIMES.contains(parser.currentName());
        parser.nextToken();
        if (found) {
          return Instant.parse(parser.getText()).toEpochMilli();
        }
        parser.skipChildren();
      }
    }
    throw new IllegalStateException(document + " has no time");
  }
}
