/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The documents of one family and day.
 *
 * @param index where they are
 * @param uuid of the index: an index that was deleted and created again has another
 * @param query selects them in the index
 * @param end of the day: of the UTC day, or of the local day of daily documents
 */
public record DaySlice(
    IndexFamily family, LocalDate day, String index, String uuid, ObjectNode query, Instant end) {}
