/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.export.Table;
import io.tidemark.api.search.UsageStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import tools.jackson.databind.JsonNode;

/** All records of a request as rows, one page in memory at a time. */
final class RecordRows implements Iterator<List<Object>> {

  private static final int PAGE = 1_000;

  private final UsageStore store;
  private final Queue<List<Object>> page = new ArrayDeque<>();
  private RecordsRequest request;
  private boolean more = true;

  private RecordRows(UsageStore store, RecordsRequest request) {
    this.store = store;
    this.request = request.page(request.after(), PAGE);
  }

  static Table of(UsageStore store, RecordsRequest request) {
    return new Table(request.kind().columns(), new RecordRows(store, request));
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && more) {
      fetch();
    }
    return !page.isEmpty();
  }

  @Override
  public List<Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }

  private void fetch() {
    RecordsReader.Page found =
        RecordsReader.page(
            request,
            store.search(
                request.selection().scope(),
                request.kind().family(),
                request.selection().range(),
                RecordsQuery.body(request)));
    for (Map<String, JsonNode> record : found.records()) {
      page.add(cells(record));
    }
    Optional<Cursor> next = found.next();
    more = next.isPresent();
    request = request.page(next, PAGE);
  }

  private static List<Object> cells(Map<String, JsonNode> record) {
    List<Object> cells = new ArrayList<>();
    for (JsonNode value : record.values()) {
      cells.add(cell(value));
    }
    return cells;
  }

  private static Object cell(JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
