/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.export.Table;
import io.tidemark.api.search.Snapshot;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
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
final class RecordRows implements Iterator<List<Object>>, AutoCloseable {

  private static final int PAGE = 1_000;

  private final Snapshot snapshot;
  private final Queue<List<Object>> page = new ArrayDeque<>();
  private RecordsRequest request;
  private boolean more = true;

  private RecordRows(Snapshot snapshot, RecordsRequest request) {
    this.snapshot = snapshot;
    this.request = request.page(request.after(), PAGE);
  }

  /** The records of one moment: to be closed. */
  static RecordRows open(UsageStore store, RecordsRequest request) {
    Selection selection = request.selection();
    return new RecordRows(
        store.snapshot(selection.scope(), request.kind().family(), selection.range()), request);
  }

  Table table() {
    return new Table(request.kind().columns(), this);
  }

  @Override
  public void close() {
    snapshot.close();
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
        RecordsReader.page(request, snapshot.search(RecordsQuery.body(request)));
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
