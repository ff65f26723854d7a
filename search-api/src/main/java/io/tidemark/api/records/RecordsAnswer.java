/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.util.List;

/**
 * One page of records in the order of the request.
 *
 * @param records each with all fields of the workload's records
 * @param next the cursor of the next page; null on the last one
 * @param totals what the records of all pages add up to; only with totals=true
 */
record RecordsAnswer(
    @JsonUnwrapped Coverage coverage,
    List<?> records,
    @Schema(nullable = true) String next,
    @JsonInclude(NON_NULL) RecordTotals totals) {}
