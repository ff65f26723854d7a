/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.util.Comparator.naturalOrder;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers searches for records like Elasticsearch, with a configured number of records. */
public final class ManyRecords implements AutoCloseable {

  private static final String NOTHING =
      "{\"timed_out\":false,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[]}}";

  private final LoopbackServer server;
  private final long rows;

  /** When all records happened: within the first range that is asked for, by any clock. */
  private final AtomicReference<Instant> time = new AtomicReference<>();

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int failFrom = Integer.MAX_VALUE;
  private volatile int failWith;

  public ManyRecords(long rows) {
    this.rows = rows;
    server = LoopbackServer.start(this::answer);
  }

  public URI uri() {
    return server.uri();
  }

  /** Searches until now in times that have records. */
  public int asked() {
    return asked.get();
  }

  /** Snapshots that were opened and not closed. */
  public int open() {
    return open.get();
  }

  /** From a search on, the next one being 1, it answers with {@code status}. */
  public void failFrom(int search, int status) {
    failFrom = asked.get() + search;
    failWith = status;
  }

  /** Answers every search again. */
  public void recover() {
    failFrom = Integer.MAX_VALUE;
  }

  private Reply answer(Request request) {
    if (request.path().endsWith("/_pit")) {
      boolean opens = request.method().equals("POST");
      open.addAndGet(opens ? 1 : -1);
      return Reply.json(opens ? "{\"id\":\"aWQ\"}" : "{\"succeeded\":true}");
    }
    if (!request.path().startsWith("/_search")) {
      // Pages of records name a snapshot and no index. The API looks for settings, names and
      // messages by itself, at any time.
      return Reply.json(NOTHING);
    }
    JsonNode body = JsonMapper.shared().readTree(request.body());
    if (!isWithin(body)) {
      return Reply.json(NOTHING);
    }
    return asked.incrementAndGet() >= failFrom ? Reply.status(failWith) : Reply.json(page(body));
  }

  private String page(JsonNode body) {
    JsonNode after = body.path("search_after").path(1);
    long first = after.isMissingNode() ? 0 : Long.parseLong(after.asString().substring(1)) + 1;
    long end = Math.min(rows, first + body.path("size").asLong());
    StringBuilder hits = new StringBuilder();
    for (long row = first; row < end; row++) {
      hits.append(hits.isEmpty() ? "" : ",").append(hit(row));
    }
    return "{\"timed_out\":false,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[" + hits + "]}}";
  }

  /** Whether all ranges of the query contain the time of the records. */
  private boolean isWithin(JsonNode body) {
    List<JsonNode> ranges = body.path("query").findValues("event_time");
    time.compareAndSet(
        null,
        ranges.stream()
            .map(range -> instant(range, "lt"))
            .min(naturalOrder())
            .orElseThrow()
            .minusMillis(1));
    return ranges.stream()
        .allMatch(
            range ->
                !time.get().isBefore(instant(range, "gte"))
                    && time.get().isBefore(instant(range, "lt")));
  }

  private static Instant instant(JsonNode range, String end) {
    return Instant.parse(range.path(end).asString());
  }

  private String hit(long row) {
    String id = String.format("r%012d", row);
    return "{\"_source\":{\"event_time\":\""
        + time
        + "\",\"tenant_id\":\"acme\","
        + "\"user_id\":\"=alice\",\"model\":\"gpt-4o\",\"request_id\":\""
        + id
        + "\",\"outcome\":\"succeeded\",\"status_code\":200,\"input_tokens\":900,"
        + "\"output_tokens\":150,\"latency_ms\":320,\"endpoint\":\"/v1/chat/completions\"},"
        + "\"sort\":["
        + time.get().toEpochMilli()
        + ",\""
        + id
        + "\"]}";
  }

  @Override
  public void close() {
    server.close();
  }
}
