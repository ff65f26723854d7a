/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;

/**
 * Windows of one length.
 *
 * @param millis their length
 */
record HourlyWindows(HourlyFamily family, long millis) implements PublishedWindows {

  @Override
  public long endOf(long windowStart) {
    return windowStart + millis;
  }

  @Override
  public DocumentWrite write(
      WindowKey group, Aggregate measures, Publication publication, long version, JsonWriter json) {
    return new DocumentWrite(
        family.index().indexAt(group.windowStart()),
        group.documentId(),
        version,
        HourlyDocument.write(family, group.dimensions(), measures, publication, json));
  }
}
