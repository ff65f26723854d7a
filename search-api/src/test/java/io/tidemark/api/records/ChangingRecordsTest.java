/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Snapshot;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs whose records are written again with another end, or deleted, while somebody reads. */
@Tag("node")
class ChangingRecordsTest {

  private static final String TENANT = "changing-tenant";
  private static final String PATH = "/api/v1/comfyui/records";
  private static final Instant NEWEST = Instant.parse("2026-03-12T09:59:59Z");

  /** More than one page of an export. */
  private static final int MANY = 1_200;

  private final LiveApi api = LiveApi.shared();
  private final String token = api.tokens().superAdmin(TENANT, "root");

  @BeforeEach
  void runs() {
    api.elasticsearch(
        "POST",
        "/" + IndexFamily.COMFYUI_RECORDS.pattern() + "/_delete_by_query?refresh=true",
        "{\"query\":{\"term\":{\"tenant_id\":\"" + TENANT + "\"}}}");
    api.index(IntStream.range(0, MANY).mapToObj(i -> run(i, NEWEST.minusSeconds(i))).toList());
  }

  private static String id(int number) {
    return String.format("run-%05d", number);
  }

  private static IndexedDocument run(int number, Instant end) {
    ObjectNode run = JsonMapper.shared().createObjectNode();
    run.put("event_time", end.toString()).put("finished_at", end.toString());
    run.put("tenant_id", TENANT).put("user_id", "alice").put("task_id", id(number));
    run.put("workflow_id", "w").put("source", "api").put("outcome", "succeeded");
    return new IndexedDocument(
        IndexFamily.COMFYUI_RECORDS.indexAt(end.toEpochMilli()), TENANT + id(number), run);
  }

  private void change() {
    // One that was seen moves behind, one that was not seen moves to the front.
    api.index(List.of(run(3, NEWEST.minusSeconds(MANY + 5)), run(MANY - 3, NEWEST.plusMillis(1))));
    for (int gone : List.of(5, MANY - 5)) {
      String index = IndexFamily.COMFYUI_RECORDS.indexAt(NEWEST.toEpochMilli());
      api.elasticsearch("DELETE", "/" + index + "/_doc/" + TENANT + id(gone) + "?refresh=true", "");
    }
  }

  @Test
  void showsUnchangedRecordsExactlyOnce() {
    List<String> seen = new ArrayList<>();
    JsonNode page = page("limit", "500");
    for (boolean changed = false; ; changed = true) {
      page.path("records").forEach(run -> seen.add(run.path("task_id").asString()));
      if (page.path("next").isNull()) {
        break;
      }
      if (!changed) {
        change();
      }
      page = page("limit", "500", "cursor", page.path("next").asString());
    }

    List<Integer> changed = List.of(3, MANY - 3, 5, MANY - 5);
    List<String> unchanged =
        IntStream.range(0, MANY).filter(i -> !changed.contains(i)).mapToObj(i -> id(i)).toList();
    assertThat(seen.stream().filter(unchanged::contains).toList()).isEqualTo(unchanged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12h", "7d"})
  void anExportContinuesAfterACursor(String range) {
    String next = page("limit", "500", "range", range).path("next").asString();

    String export = api.get(token, PATH, "cursor", next, "range", range, "format", "ndjson").text();

    List<String> ids =
        export
            .lines()
            .map(line -> JsonMapper.shared().readTree(line).path("task_id").asString())
            .toList();
    assertThat(ids).isEqualTo(IntStream.range(500, MANY).mapToObj(i -> id(i)).toList());
  }

  @Test
  void anExportShowsAllRecordsOfOneMomentAndLetsGoOfThem() {
    int before = openContexts();
    List<String> seen = new ArrayList<>();
    RecordsRequest request = request();
    int column = request.kind().columns().indexOf("task_id");
    try (RecordRows rows = RecordRows.open(api.bean(UsageStore.class), request, noPrices())) {
      seen.add((String) rows.next().get(column));
      assertThat(openContexts()).isGreaterThan(before);
      change();
      rows.forEachRemaining(row -> seen.add((String) row.get(column)));
    }

    assertThat(seen).isEqualTo(IntStream.range(0, MANY).mapToObj(i -> id(i)).toList());
    assertThat(openContexts()).isEqualTo(before);
  }

  @Test
  void limitsExportsOfUserTenantAndAll() {
    List<RecordRows> open = new ArrayList<>();
    try {
      assertThat(openUntilRefused(open, TENANT, "alice")).isEqualTo(4);
      assertThat(openUntilRefused(open, TENANT, "bob")).isEqualTo(4);
      assertThat(openUntilRefused(open, TENANT, "carol")).as("of the tenant").isZero();
      assertThat(openUntilRefused(open, TENANT + "2", "alice")).isEqualTo(4);
      assertThat(openUntilRefused(open, TENANT + "3", "alice")).isEqualTo(4);
      assertThat(openUntilRefused(open, TENANT + "4", "alice")).as("of all").isZero();
      open.remove(0).close();
      assertThat(openUntilRefused(open, TENANT, "alice")).isEqualTo(1);
    } finally {
      open.forEach(RecordRows::close);
      // A second close gives nothing back.
      open.forEach(RecordRows::close);
    }
    List<RecordRows> again = new ArrayList<>();
    assertThat(openUntilRefused(again, TENANT, "alice")).isEqualTo(4);
    again.forEach(RecordRows::close);
  }

  private int openUntilRefused(List<RecordRows> open, String tenant, String user) {
    UsageStore store = api.bean(UsageStore.class);
    RecordsRequest request = request(new Scope(tenant, user, true, new TreeSet<>()));
    int before = open.size();
    assertThatThrownBy(
            () -> {
              while (open.size() < 100) {
                open.add(RecordRows.open(store, request, noPrices()));
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.status().value()).isEqualTo(429));
    return open.size() - before;
  }

  @Test
  void aSnapshotIsSearchedForTheTenantAlone() {
    RecordsRequest request = request();
    try (Snapshot snapshot =
        api.bean(UsageStore.class)
            .snapshot(
                new Scope("another-tenant", "root", true, new TreeSet<>()),
                IndexFamily.COMFYUI_RECORDS,
                request.selection().range(),
                ExpectedAnswer.SMALL)) {
      assertThatThrownBy(() -> snapshot.search(RecordsQuery.body(request)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final RecordKind KIND = new RecordKind(Workload.COMFYUI);

  private static RecordsRequest request() {
    return request(new Scope(TENANT, "root", true, new TreeSet<>()));
  }

  private static RecordsRequest request(Scope scope) {
    return RecordsRequest.of(
        KIND,
        RecordsRequest.parameters(KIND).read(Map.of("range", new String[] {"1d"})),
        scope,
        Clock.fixed(LiveApi.NOW, ZoneOffset.UTC),
        new LongRange.Kept(
            LiveApi.NOW.minus(Duration.ofDays(29)),
            LiveApi.NOW.minus(Duration.ofDays(29)),
            ZoneOffset.UTC));
  }

  private int openContexts() {
    JsonNode stats =
        JsonMapper.shared().readTree(api.elasticsearch("GET", "/_nodes/stats/indices/search", ""));
    return stats.path("nodes").iterator().next().at("/indices/search/open_contexts").asInt(-1);
  }

  private JsonNode page(String... parameters) {
    return api.get(token, PATH, parameters).json();
  }

  private RecordPrices noPrices() {
    return new RecordPrices(api.bean(Costs.class).noPrices(), Window.HOUR);
  }
}
