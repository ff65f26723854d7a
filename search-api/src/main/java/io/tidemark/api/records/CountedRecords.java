/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import java.util.List;

/** The records that metrics count. */
public final class CountedRecords {

  /** Calls from the playground are records, and no window counts them. */
  public static final Query QUERY =
      Queries.all(List.of(), List.of(Queries.term("channel", "playground")));

  private CountedRecords() {}
}
