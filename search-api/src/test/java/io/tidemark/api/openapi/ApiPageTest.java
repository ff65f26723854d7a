/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.Golden;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.live.SourceSample;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * {@code docs/api.md} and the examples of the API document: each route with what it really
 * answered. {@code -Dtidemark.golden.write=true} regenerates them.
 */
@Tag("node")
class ApiPageTest {

  private static final Path PAGE = Path.of("../docs/api.md");
  private static final Path EXAMPLES = Path.of("src/main/resources/openapi/examples");
  private static final String TENANT = "acme-docs";

  /** Entries of a list that the page shows. */
  private static final int SHOWN = 3;

  private static final String KEY_TEXT = "tidemark_" + "0".repeat(32);

  private static final String KEY =
      "{\"name\":\"claude-code\",\"role\":\"ingest\",\"sha256\":\""
          + SourceSample.sha256(KEY_TEXT)
          + "\",\"hint\":\"tidemark_0000\"}";

  private static final String KEY_ID = "key-5f2c1a9b7e30";

  private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

  private static final String TWO_HOURS = "from=2026-03-12T08:00:00Z&to=2026-03-12T10:00:00Z";

  /** One request; {@code form} is the end of its media type. */
  private record Shown(String method, String request, String form, String body) {

    Shown(String method, String request, String form) {
      this(method, request, form, null);
    }

    static Shown get(String request) {
      return new Shown("GET", request, "json");
    }

    /** Whether both show the same route in the same form. */
    boolean isAnswerOf(Shown other) {
      return form.equals(other.form) && path().equals(other.path());
    }

    String path() {
      return request.replaceFirst("\\?.*", "");
    }

    static Shown rows(String request, String form) {
      return new Shown("GET", request + "&format=" + (form.equals("csv") ? "csv" : "ndjson"), form);
    }
  }

  private static final List<Shown> REQUESTS =
      List.of(
          Shown.get("/sign-in"),
          Shown.get("/me"),
          Shown.get("/schema"),
          Shown.get("/status?" + TWO_HOURS),
          new Shown(
              "PUT",
              "/channels/ops",
              "json",
              "{\"type\": \"webhook\", \"url\": \"https://hooks.example.invalid/tidemark\","
                  + " \"secret\": \"file:ops-hook\"}"),
          Shown.get("/channels"),
          Shown.get("/channels/ops"),
          new Shown("POST", "/channels/ops:test", "json"),
          Shown.get("/channels/ops/history"),
          new Shown("DELETE", "/channels/ops", "json"),
          Shown.get("/ingest-keys"),
          new Shown(
              "POST",
              "/ingest-keys",
              "json",
              "{\"name\": \"litellm-prod\", \"project_id\": \"web\"}"),
          Shown.get("/sources?" + TWO_HOURS),
          new Shown("POST", "/sources:test", "json", "{\"key\": \"" + KEY_TEXT + "\"}"),
          new Shown("DELETE", "/ingest-keys/" + KEY_ID, "json"),
          Shown.get("/model-calls/summary?" + TWO_HOURS),
          Shown.get("/model-calls/trend?" + TWO_HOURS + "&group_by=model&limit=1"),
          Shown.rows("/model-calls/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/model-calls/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/model-calls/distribution?" + TWO_HOURS + "&group_by=user_id&limit=2"),
          Shown.rows("/model-calls/distribution?" + TWO_HOURS, "csv"),
          Shown.rows("/model-calls/distribution?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/model-calls/facets?" + TWO_HOURS + "&user_id=alice&facet=model"),
          Shown.get("/model-calls/performance?" + TWO_HOURS),
          Shown.get("/model-calls/records?" + TWO_HOURS + "&limit=1"),
          Shown.rows("/model-calls/records?" + TWO_HOURS + "&outcome=failed", "csv"),
          Shown.rows("/model-calls/records?" + TWO_HOURS + "&outcome=failed", "x-ndjson"),
          Shown.get("/model-calls/records/req-1"),
          Shown.get("/model-calls/records/one?id=req-1"),
          new Shown("DELETE", "/model-calls/models/tuned-qwen", "json"),
          new Shown("DELETE", "/model-calls/models?model=tuned-qwen", "json"),
          Shown.get("/comfyui/summary?" + TWO_HOURS + "&compare=previous"),
          Shown.get("/comfyui/trend?" + TWO_HOURS + "&metric=run_time_ms.p95"),
          Shown.rows("/comfyui/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/comfyui/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/comfyui/distribution?" + TWO_HOURS + "&metric=failed"),
          Shown.rows("/comfyui/distribution?" + TWO_HOURS, "csv"),
          Shown.rows("/comfyui/distribution?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/comfyui/facets?" + TWO_HOURS + "&facet=workflow_id"),
          Shown.get("/comfyui/concurrency?from=2026-03-12T09:00:00Z&to=2026-03-12T10:00:00Z"),
          Shown.get("/comfyui/records?" + TWO_HOURS + "&outcome=failed"),
          Shown.get("/comfyui/records/task-1"),
          Shown.get("/comfyui/records/one?id=task-1"),
          Shown.rows("/comfyui/records?" + TWO_HOURS, "csv"),
          Shown.rows("/comfyui/records?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/training/summary?" + TWO_HOURS),
          Shown.get("/training/trend?" + TWO_HOURS + "&metric=trained_tokens"),
          Shown.rows("/training/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/training/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/training/facets?" + TWO_HOURS + "&facet=base_model"),
          Shown.get("/coding-agents/summary?" + TWO_HOURS),
          Shown.get("/coding-agents/trend?" + TWO_HOURS + "&metric=sessions&interval=day"),
          Shown.rows("/coding-agents/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/coding-agents/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/coding-agents/facets?" + TWO_HOURS + "&facet=agent"));

  private static final String BEGINNING =
      """
      # The search API

      HTTP and JSON under `/api/v1`. The OpenAPI document at `/v3/api-docs` describes parameters, limits
      and members; `/swagger-ui.html` sends requests. This page shows each route with a response over a
      small sample. It is generated by a test.

          curl -H "Authorization: Bearer $(bin/tidemark token --tenant acme --user alice)" \\
            "http://localhost:8080/api/v1/model-calls/summary?range=7d&model=gpt-4o"

      - **Who sees what.** The tenant comes from the token, and stands in every search. A super-admin sees all users of the tenant; anyone
        else sees their own usage and that of users named in `may_view`. Asking for another user is 403. How many ComfyUI runs
        go at once is open to the whole tenant by `tenant` and `source`; by workflow or key, to those who may see every run in the answer.
      - **Range.** `range` is `2h 12h 1d 3d 7d 30d` (default `1d`): that many complete hours before the running one, and the running
        one; `30d` is the 30 UTC days that are kept. Or `from` and `to`, widened to whole hours; `from` must be before `to`. Every answer says in `from` and `to`
        what it really covers, and in `final_through` before which moment nothing changes by itself.
      - **Filters** repeat: `model=a&model=b` is either. `not_model=a` leaves one out. An empty value is what is unknown: `user_id=` selects
        usage that names no user, `model=a&model=` also that without a model, `not_user_id=` leaves it out. Facets show unknown as the last
        value, `""`, beside the `limit`, unless `q` is set. Usage that names no user is open to super-admins alone.
      - **Days** are those of `time_zone`, 23 and 25 hours included. Where hours are too coarse for a zone, `exact_days` is false.
      - **Null is not zero.** A value that was not reported is null. In a final interval without documents, a metric that adds up is 0:
        counts, different users, models or workflows, and sums that another time of the series reports. Ratios and percentiles of nothing
        are null, and so is all of a time without documents that is not final yet.
      - **Error responses** are problem documents (RFC 9457) that name the parameter and what it takes. An unknown parameter is 400. 429 and
        503 say in `Retry-After` when to try again.
        A query that cannot be read is 400 on every path, with a token or without.
      - **Names** with `//`, `..`, `;`, `%` or `\\` in them are refused in a path. `/model-calls/records/one?id=` and
        `DELETE /model-calls/models?model=` take any name.
      - **Limits.** 2,000 points, 1,000 groups, 1,000 records on a page; a search may take 10 s; 600 requests a minute and user; 16 exports
        of records at once, 8 of a tenant and 4 of a user; 1,000 users in `may_view`, 64 KB for the address and headers (431 beyond), 1,000 parameters.
        A percentile is made from about 420 numbers, and a search may read 400,000 numbers: percentiles have up to 940 points, over all
        series. More is 400, which says the `limit`. Large answers share a part of the server's memory: a request that finds it taken
        waits up to 5 s, and is then 429. A reader who takes nothing of an answer for 30 s loses it.
      - **Rows.** Trends, distributions and records also come as `text/csv` and `application/x-ndjson`, by `Accept` or `format`.
        An `Accept` that takes no form of a route's answer is 406 and says which there are; `format` goes before it.
        Times have seconds. What is unknown is an empty cell in CSV and null in NDJSON. `download=true` makes a file, and starts
        CSV with a byte order mark, without which spreadsheets take it for text of another encoding.
        A CSV cell that a spreadsheet would run as a formula starts with an apostrophe. An export that breaks off ends with a line
        `#incomplete`, or `{"incomplete":true}`.
      - **Pages of records** go on with `cursor=` the `next` of the page before. Whatever is written or deleted meanwhile, a record that
        stays as it is comes exactly once; a run that gets another end comes where it now belongs. CSV and NDJSON hold all records as they
        were at the beginning of the answer. A cursor serves the token's user and the filters that it was made with, and no others. Its range stays
        that of the first page: `range`, `from` and `to` may be left out, and are 400 when they contradict it.
      """;

  /** The routes of {@code workload} that {@link #REQUESTS} does not show. */
  private static List<Shown> listOthers(Workload workload) {
    String start = "/" + workload.id() + "/";
    return Stream.of(
            Shown.get(start + "summary?" + TWO_HOURS),
            Shown.get(start + "trend?" + TWO_HOURS),
            Shown.rows(start + "trend?" + TWO_HOURS, "csv"),
            Shown.rows(start + "trend?" + TWO_HOURS, "x-ndjson"),
            Shown.get(start + "distribution?" + TWO_HOURS),
            Shown.rows(start + "distribution?" + TWO_HOURS, "csv"),
            Shown.rows(start + "distribution?" + TWO_HOURS, "x-ndjson"),
            Shown.get(start + "facets?" + TWO_HOURS + "&facet=" + workload.defaultGroup()))
        .filter(shown -> REQUESTS.stream().noneMatch(shown::isAnswerOf))
        .toList();
  }

  private static List<Shown> listAll() {
    List<Shown> all = new ArrayList<>(REQUESTS);
    Workload.listAll().forEach(workload -> all.addAll(listOthers(workload)));
    // Stable: the routes of one workload stand together, those of none before them.
    all.sort(Comparator.comparing(ApiPageTest::findPosition));
    return all;
  }

  private static int findPosition(Shown shown) {
    return WorkloadPaths.findWorkload("/api/v1" + shown.path())
        .map(Workload.listAll()::indexOf)
        .orElse(-1);
  }

  private final LiveApi api = LiveApi.shared();

  @Test
  void showsTheAnswersOfTheRoutes() {
    SampleTenant.index(api, TENANT, "");
    SettingSample.store(api, "ingest-key", TENANT, KEY_ID, KEY, LiveApi.NOW);
    SourceSample.index(api, TENANT, KEY_ID, "claude-code");
    StringBuilder page = new StringBuilder(BEGINNING);
    Set<String> shown = new TreeSet<>();
    String tag = "";
    for (Shown request : listAll()) {
      JsonNode operation = operation(request);
      String id = operation.path("operationId").asString();
      Answer answer = answer(request);
      Golden.assertSame(EXAMPLES.resolve(id + "." + request.form()), example(request, answer));
      String group = operation.path("tags").path(0).asString();
      if (!group.equals(tag)) {
        page.append("\n## ").append(group).append('\n');
        tag = group;
      }
      // One table as rows is enough for a reader.
      if (request.form().equals("json") || request.request().startsWith("/model-calls/trend")) {
        boolean first = shown.add(id);
        page.append(section(request, operation, answer, first));
      }
    }

    assertThat(shown).as("every route is shown").isEqualTo(operations());
    Golden.assertSame(PAGE, page.toString().stripTrailing());
  }

  private static String section(
      Shown request, JsonNode operation, Answer answer, boolean withSummary) {
    StringBuilder section = new StringBuilder();
    if (withSummary) {
      section.append("\n### ").append(request.method()).append(" /api/v1");
      section.append(request.request().replaceAll("\\?.*", "")).append("\n\n");
      section.append(operation.path("summary").asString()).append(".\n");
      if (operation.has("description")) {
        section.append(operation.path("description").asString()).append('\n');
      }
    }
    section.append("\n    ").append(request.method()).append(" /api/v1");
    section.append(request.request()).append("\n\n");
    if (request.body() != null) {
      section.append("```json\n").append(request.body()).append("\n```\n\nThe answer:\n\n");
    }
    String language = request.form().replace("x-ndjson", "json");
    section.append("```").append(language.equals("csv") ? "" : language).append('\n');
    section.append(request.form().equals("json") ? shortened(answer) : rows(answer));
    return section.append("\n```\n").toString();
  }

  private static String rows(Answer answer) {
    return answer.text().replace("\r\n", "\n").stripTrailing();
  }

  private static String shortened(Answer answer) {
    JsonNode json = answer.json();
    shorten(json);
    return pretty(json);
  }

  private static void shorten(JsonNode json) {
    if (json instanceof ArrayNode array && array.size() > SHOWN + 1) {
      int more = array.size() - SHOWN;
      while (array.size() > SHOWN) {
        array.remove(SHOWN);
      }
      array.add("and " + more + " more");
    }
    json.forEach(ApiPageTest::shorten);
  }

  private static String example(Shown request, Answer answer) {
    return request.form().equals("json") ? pretty(answer.json()) : rows(answer);
  }

  private static String pretty(JsonNode json) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return JsonMapper.shared().writer().with(printer).writeValueAsString(json);
  }

  private Answer answer(Shown request) {
    String token = api.tokens().superAdmin(TENANT, "root");
    HttpRequest.Builder http =
        api.request(token, "/api/v1" + request.request()).method(request.method(), body(request));
    if (request.body() != null) {
      http.header("Content-Type", "application/json");
    }
    Answer answer = api.send(http.build());
    assertThat(answer.status()).as(request + " " + answer.text()).isIn(200, 201);
    return withoutRandomness(answer);
  }

  private static HttpRequest.BodyPublisher body(Shown request) {
    return request.body() == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(request.body());
  }

  /** Keys and their ids are random. */
  private static Answer withoutRandomness(Answer answer) {
    String text =
        answer
            .text()
            .replaceAll("key-[0-9a-f]{12}", KEY_ID)
            .replaceAll("tidemark-test-[0-9a-f-]{36}", "tidemark-test-" + NO_UUID)
            .replaceAll("\"tidemark_[0-9A-Za-z]{32}\"", "\"tidemark_" + "0".repeat(32) + "\"")
            .replaceAll("\"tidemark_[0-9A-Za-z]{4}\"", "\"tidemark_0000\"");
    return new Answer(answer.status(), answer.headers(), text);
  }

  private JsonNode operation(Shown request) {
    String path = "/api/v1" + request.request().replaceAll("\\?.*", "");
    return api.contract().operation(request.method(), path);
  }

  private Set<String> operations() {
    List<String> operations = new ArrayList<>();
    api.contract()
        .document()
        .path("paths")
        .forEach(path -> path.forEach(o -> operations.add(o.path("operationId").asString())));
    return new TreeSet<>(operations);
  }
}
