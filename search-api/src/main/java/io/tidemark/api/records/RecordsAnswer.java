/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Pages of records. */
final class RecordsAnswer {

  private RecordsAnswer() {}

  /**
   * One page of calls, newest first.
   *
   * @param next the cursor of the next page; null on the last one
   */
  record ModelCalls(
      @JsonUnwrapped Coverage coverage,
      @ArraySchema(schema = @Schema(ref = RecordSchemas.CALL)) List<Map<String, JsonNode>> records,
      @Schema(nullable = true) String next) {}

  /**
   * One page of runs, newest first.
   *
   * @param next the cursor of the next page; null on the last one
   */
  record Comfyui(
      @JsonUnwrapped Coverage coverage,
      @ArraySchema(schema = @Schema(ref = RecordSchemas.RUN)) List<Map<String, JsonNode>> records,
      @Schema(nullable = true) String next) {}

  /** Makes a page. */
  interface Maker<A> {
    A of(Coverage coverage, List<Map<String, JsonNode>> records, String next);
  }
}
