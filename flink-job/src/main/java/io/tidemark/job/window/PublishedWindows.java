/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import java.io.Serializable;

/** The windows that a publisher writes: how long they are, and what their documents look like. */
interface PublishedWindows extends Serializable {

  /** The first moment after a window. */
  long endOf(long windowStart);

  /**
   * The whole document of a window.
   *
   * @param version its external version
   */
  DocumentWrite write(
      WindowKey group, Aggregate measures, Publication publication, long version, JsonWriter json);
}
