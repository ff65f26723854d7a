/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a record is in its order.
 *
 * @param number that orders the records, as Elasticsearch sorts it: records without one have the
 *     greatest or the least of all; empty where the time orders them
 */
record RecordPosition(Optional<Long> number, long time, String id) {

  private static final String SEPARATOR = ",";
  private static final int PARTS = 2;

  /** The numbers in one text; cursors of earlier builds have the time alone. */
  String formatNumbers() {
    return number.map(first -> first + SEPARATOR + time).orElseGet(() -> Long.toString(time));
  }

  /**
   * Reads {@link #formatNumbers}.
   *
   * @throws NumberFormatException when it is any other text
   */
  static RecordPosition parse(String numbers, String id) {
    String[] parts = numbers.split(SEPARATOR, PARTS);
    return parts.length < PARTS
        ? new RecordPosition(Optional.empty(), Long.parseLong(numbers), id)
        : new RecordPosition(Optional.of(Long.parseLong(parts[0])), Long.parseLong(parts[1]), id);
  }

  /** The sort values after which the next page starts. */
  List<FieldValue> listValues() {
    return Stream.concat(
            number.map(FieldValue::of).stream(), Stream.of(FieldValue.of(time), FieldValue.of(id)))
        .toList();
  }
}
