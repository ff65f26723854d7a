/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One page of records.
 *
 * @param next the cursor of the next page; null on the last one
 */
record RecordsAnswer(
    @JsonUnwrapped Coverage coverage,
    @Schema(type = "array", implementation = Object.class) List<Map<String, JsonNode>> records,
    String next) {}
