/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;

/** Local days. */
record DailyWindows(DailyDocument documents) implements PublishedWindows {

  @Override
  public long endOf(long windowStart) {
    return documents.zone().endOf(windowStart);
  }

  @Override
  public DocumentWrite write(
      WindowKey group, Aggregate measures, Publication publication, long version, JsonWriter json) {
    return new DocumentWrite(
        documents.indexAt(group.windowStart()),
        group.documentId(),
        version,
        documents.write(group.dimensions(), measures, publication, json));
  }
}
