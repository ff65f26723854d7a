/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.Golden;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.live.SourceSample;
import io.tidemark.api.monitors.AlertSample;
import io.tidemark.api.people.PeopleSample;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.statements.StatementSample;
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

  private static final int SHOWN = 3;

  private static final String KEY_TEXT = "tidemark_" + "0".repeat(32);

  private static final String NONE = "none";

  private static final String REQUEST =
      "{\"budget\":\"dev-daily\",\"value\":\"alice\",\"amount\":\"20000\","
          + "\"period_from\":\"2026-03-11T16:00:00Z\",\"state\":\"pending\","
          + "\"self_service\":false,\"asked_by\":\"alice\",\"reason\":\"release week\"}";

  private static final String KEY_ID = PlainAnswer.KEY_ID;

  private static final String TWO_HOURS = "from=2026-03-12T08:00:00Z&to=2026-03-12T10:00:00Z";

  /** One request; {@code form} is the end of its media type. */
  record Shown(String method, String request, String form, String body) {

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
          new Shown(
              "PUT",
              "/budgets/dev-daily",
              "json",
              "{\"match\": {\"workload\": \"model-calls\", \"project_id\": [\"search\"]}, \"per\": \"user_id\","
                  + " \"measure\": \"total_tokens\", \"amount\": \"100000\", \"period\": \"day\","
                  + " \"time_zone\": \"Asia/Shanghai\", \"warn_at\": [50, 80, 100]}"),
          Shown.get("/budgets"),
          Shown.get("/budgets/dev-daily"),
          Shown.get("/budgets/status?limit=3"),
          Shown.get("/budgets/dev-daily/periods"),
          new Shown(
              "POST",
              "/budgets:simulate",
              "json",
              "{\"match\": {\"workload\": \"model-calls\"}, \"per\": \"user_id\","
                  + " \"measure\": \"calls\", \"amount\": \"50\", \"period\": \"week\"}"),
          new Shown(
              "POST",
              "/budgets/dev-daily/requests",
              "json",
              "{\"amount\": \"20000\", \"value\": \"carol\", \"reason\": \"tests\"}"),
          Shown.get("/budget-requests"),
          new Shown(
              "POST",
              "/budget-requests/req-release-week:approve",
              "json",
              "{\"amount\": \"30000\", \"comment\": \"until Friday\"}"),
          new Shown(
              "POST",
              "/budget-requests/req-more-tests:deny",
              "json",
              "{\"comment\": \"use the small model\"}"),
          Shown.get("/budgets/dev-daily/history"),
          new Shown("DELETE", "/budgets/dev-daily", "json"),
          Shown.get("/channels"),
          Shown.get("/channels/ops"),
          new Shown("POST", "/channels/ops:test", "json"),
          Shown.get("/channels/ops/history"),
          new Shown("DELETE", "/channels/ops", "json"),
          new Shown(
              "POST",
              "/decisions",
              "json",
              "{\"user_id\": \"alice\", \"project_id\": \"search\", \"model\": \"gpt-4o\","
                  + " \"expected_tokens\": 1200}"),
          new Shown("GET", "/decisions/check", NONE),
          new Shown("PUT", "/price-lists/contract", "json", MoneySample.PRICES),
          Shown.get("/price-lists"),
          Shown.get("/price-lists/contract"),
          Shown.get("/price-lists/contract/history"),
          new Shown(
              "POST",
              "/price-lists/contract:check",
              "json",
              MoneySample.PRICES.replace("2.50", "2.00")),
          new Shown("PUT", "/price-lists/litellm:import", "json", MoneySample.LITELLM),
          new Shown("DELETE", "/price-lists/trial", "json"),
          new Shown("PUT", "/exchange-rates/usd", "json", MoneySample.RATES),
          Shown.get("/exchange-rates"),
          Shown.get("/exchange-rates/usd"),
          Shown.get("/exchange-rates/usd/history"),
          new Shown("DELETE", "/exchange-rates/usd", "json"),
          Shown.get("/costs/summary?" + TWO_HOURS),
          Shown.get("/costs/trend?" + TWO_HOURS + "&group_by=workload&interval=day"),
          Shown.rows("/costs/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/costs/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/costs/distribution?" + TWO_HOURS + "&group_by=token_class"),
          Shown.rows("/costs/distribution?" + TWO_HOURS, "csv"),
          Shown.rows("/costs/distribution?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/costs/unpriced?" + TWO_HOURS),
          new Shown(
              "POST",
              "/costs:estimate",
              "json",
              "{\"model\": \"gpt-4o\", \"output_tokens\": 400, \"calls_per_day\": 5000, \"days\": 30}"),
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
          Shown.get("/model-calls/trend?" + TWO_HOURS + "&metric=cost&interval=day"),
          Shown.rows("/model-calls/trend?" + TWO_HOURS, "csv"),
          Shown.rows("/model-calls/trend?" + TWO_HOURS, "x-ndjson"),
          Shown.get(
              "/model-calls/distribution?"
                  + TWO_HOURS
                  + "&group_by=user_id&limit=2&further_metric=error_rate&further_metric=models"),
          Shown.rows("/model-calls/distribution?" + TWO_HOURS, "csv"),
          Shown.rows("/model-calls/distribution?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/model-calls/facets?" + TWO_HOURS + "&user_id=alice&facet=model"),
          Shown.get("/model-calls/performance?" + TWO_HOURS),
          Shown.get("/model-calls/errors?" + TWO_HOURS + "&by=status_code"),
          Shown.get("/model-calls/records?" + TWO_HOURS + "&limit=1"),
          Shown.get("/model-calls/records?" + TWO_HOURS + "&sort=latency_ms&limit=1&totals=true"),
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
          Shown.get("/comfyui/errors?" + TWO_HOURS),
          Shown.get("/comfyui/records?" + TWO_HOURS + "&outcome=failed"),
          Shown.get("/comfyui/records/task-1"),
          Shown.get("/comfyui/records/one?id=task-1"),
          Shown.rows("/comfyui/records?" + TWO_HOURS, "csv"),
          Shown.rows("/comfyui/records?" + TWO_HOURS, "x-ndjson"),
          Shown.get("/training/summary?" + TWO_HOURS),
          Shown.get("/training/trend?" + TWO_HOURS + "&metric=trained_tokens"),
          Shown.get("/training/facets?" + TWO_HOURS + "&facet=base_model"),
          Shown.get("/coding-agents/summary?" + TWO_HOURS),
          Shown.get("/coding-agents/trend?" + TWO_HOURS + "&metric=sessions&interval=day"),
          Shown.get("/coding-agents/facets?" + TWO_HOURS + "&facet=agent"));

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
            Shown.get(start + "forecast"),
            Shown.get(start + "pattern"),
            Shown.get(start + "facets?" + TWO_HOURS + "&facet=" + workload.defaultGroup()))
        .filter(shown -> REQUESTS.stream().noneMatch(shown::isAnswerOf))
        .toList();
  }

  private static List<Shown> listAll() {
    List<Shown> all = new ArrayList<>(REQUESTS);
    Stream.of(AlertSample.REQUESTS, PeopleSample.REQUESTS)
        .flatMap(List::stream)
        .forEach(r -> all.add(new Shown(r.method(), r.path(), "json", r.body())));
    all.addAll(DepartmentSample.listRequests());
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
    AlertSample.store(api, TENANT, AlertSample.ID, AlertSample.MONITOR);
    PeopleSample.store(api, TENANT);
    StatementSample.book(api, TENANT);
    SampleTenant.indexHistory(api, TENANT, "");
    SettingSample.store(
        api, "ingest-key", TENANT, KEY_ID, SourceSample.keySetting(KEY_TEXT), LiveApi.NOW);
    SourceSample.index(api, TENANT, KEY_ID, "claude-code");
    for (String id : List.of("req-release-week", "req-more-tests")) {
      SettingSample.store(api, "budget-request", TENANT, id, REQUEST, LiveApi.NOW);
    }
    StringBuilder page = new StringBuilder(ApiPageBeginning.TEXT);
    SettingSample.store(api, "price-list", TENANT, "trial", MoneySample.PRICES, LiveApi.NOW);
    Set<String> shown = new TreeSet<>();
    Set<String> examples = new TreeSet<>();
    TagSections sections = new TagSections();
    for (Shown request : listAll()) {
      JsonNode operation = operation(request);
      String id = operation.path("operationId").asString();
      Answer answer = answer(request);
      // The first request of a route is its example.
      if (!request.form().equals(NONE) && examples.add(id + "." + request.form())) {
        Golden.assertSame(
            EXAMPLES.resolve(id + "." + request.form()),
            request.form().equals("json") ? pretty(answer.json()) : rows(answer));
      }
      // One table as rows is enough for a reader.
      if (List.of("json", NONE).contains(request.form())
          || request.request().startsWith("/model-calls/trend")) {
        boolean first = shown.add(id);
        sections.add(
            operation.path("tags").path(0).asString(), section(request, operation, answer, first));
      }
    }

    assertThat(shown).as("every route is shown").isEqualTo(operations());
    sections.appendTo(page);
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
        section.append(wrapLines(operation.path("description").asString()));
      }
    }
    section.append("\n    ").append(request.method()).append(" /api/v1");
    section.append(request.request()).append("\n\n");
    if (request.form().equals(NONE)) {
      return section.append("The answer is ").append(answer.status()).append(".\n").toString();
    }
    if (request.body() != null) {
      section.append("```json\n").append(request.body()).append("\n```\n\nThe answer:\n\n");
    }
    String language = request.form().replace("x-ndjson", "json");
    section.append("```").append(language.equals("csv") ? "" : language).append('\n');
    section.append(request.form().equals("json") ? shortened(answer) : rows(answer));
    return section.append("\n```\n").toString();
  }

  private static String wrapLines(String text) {
    return text.replaceAll("(.{1,100})(?: |$)", "$1\n");
  }

  private static String rows(Answer answer) {
    return answer.text().replace("\r\n", "\n").stripTrailing();
  }

  private static String shortened(Answer answer) {
    return pretty(shorten(answer.json()));
  }

  private static JsonNode shorten(JsonNode json) {
    if (json instanceof ArrayNode array && array.size() > SHOWN + 1) {
      int more = array.size() - SHOWN;
      while (array.size() > SHOWN) {
        array.remove(SHOWN);
      }
      array.add("and " + more + " more");
    }
    json.forEach(ApiPageTest::shorten);
    return json;
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
      http.header("Content-Type", PeopleSample.typeOf(request.path()));
    }
    Answer answer = api.send(http.build());
    assertThat(answer.status()).as(request + " " + answer.text()).isIn(200, 201, 204);
    return PlainAnswer.withoutRandomness(answer);
  }

  private static HttpRequest.BodyPublisher body(Shown request) {
    return request.body() == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(request.body());
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
