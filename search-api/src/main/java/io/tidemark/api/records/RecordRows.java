/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.export.Table;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.Snapshot;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * All records of a request as rows. The rows of one page and the answer with the next one are in
 * memory at a time.
 */
final class RecordRows implements Iterator<List<Object>>, AutoCloseable {

  /** Few: a reader who takes long holds the memory of a page meanwhile. */
  static final int PAGE = 250;

  /** Divisor of the size of a page whose records are too large. */
  private static final int SHRINK = 4;

  private final Snapshot snapshot;
  private final RecordPrices prices;
  private final Queue<List<Object>> page = new ArrayDeque<>();
  private final NextPage nextPage = new NextPage();
  private RecordsRequest request;
  private TimeSlice slice;
  private boolean more = true;

  private RecordRows(Snapshot snapshot, RecordsRequest request, RecordPrices prices) {
    this.snapshot = snapshot;
    this.prices = prices;
    this.request = request;
    this.slice = TimeSlice.first(request.selection().range());
  }

  /** The records of one moment: to be closed. */
  static RecordRows open(UsageStore store, RecordsRequest request, RecordPrices prices) {
    Selection selection = request.selection();
    RecordsRequest page = request.page(request.after(), PAGE);
    return new RecordRows(
        store.snapshot(
            selection.scope(), request.kind().family(), selection.range(), page.expectedAnswer()),
        page,
        prices);
  }

  Table table() {
    return new Table(request.kind().columns(), this);
  }

  @Override
  public void close() {
    nextPage.close();
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
    JsonNode answer = nextPage.isStarted() ? nextPage.take() : search();
    RecordsReader.Page found = RecordsReader.page(request, prices, answer);
    for (Map<String, JsonNode> record : found.records()) {
      page.add(cells(record));
    }
    Optional<Cursor> next = found.next();
    more = next.isPresent() || !slice.isLast();
    slice =
        next.map(cursor -> slice.continueAt(Instant.ofEpochMilli(cursor.last().time())))
            .orElseGet(slice::previous);
    // A cursor holds for all earlier slices: they lie after it.
    request = request.page(next.or(request::after), PAGE);
    if (more) {
      nextPage.start(this::search);
    }
  }

  /** A page of records that are larger than usual has fewer of them. */
  private JsonNode search() {
    try {
      return snapshot.search(RecordsQuery.body(request.within(slice)));
    } catch (ProblemException e) {
      if (!isOutOfMemory(e) || request.limit() == 1) {
        throw e;
      }
      request = request.page(request.after(), Math.max(1, request.limit() / SHRINK));
      return search();
    }
  }

  private static boolean isOutOfMemory(ProblemException fault) {
    return fault.status() == HttpStatus.TOO_MANY_REQUESTS
        || fault.status() == HttpStatus.BAD_REQUEST;
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
