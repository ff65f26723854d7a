/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.workload.Workload;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A way to read the segments of a month. */
interface SegmentReader {

  /** From windows, by the pricing of all other answers. */
  SegmentReader WINDOWS = (lines, workload, segment) -> false;

  /** Adds the lines of a segment; false leaves it to the windows. */
  boolean read(MonthLines lines, Workload workload, Segment segment);

  /** The parts of a segment that are priced one by one. */
  default List<Segment> divide(Segment segment) {
    return List.of(segment);
  }

  /** The dimensions of a workload that distinguish owners. */
  default List<String> listFields(Workload workload) {
    return OwnerQuery.fieldsOf(workload);
  }

  /** The lines to which an owner is added; {@code key} has the values of its dimensions. */
  default MonthLines chooseLines(MonthLines lines, JsonNode key) {
    return lines;
  }

  /** Prices the windows of one owner in a part. */
  default void price(
      PricedSelection priced, JsonNode owner, PricedSelection.UsageConsumer consumer) {
    priced.forEach(owner, consumer);
  }
}
