/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.api.accesslog.Access.Action;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.live.Tokens;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.statements.StatementSample;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** Who read records, exported and changed is in the access log. */
@Tag("node")
class AccessLogTest {

  private static final String TENANT = "watched-tenant";
  private static final String PATH = "/api/v1/access-log";

  private static LiveApi api;
  private static String root;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    root = api.tokens().superAdmin(TENANT, "root");
    SampleTenant.index(api, TENANT, "w-");
  }

  @Test
  void notesReadsExportsAndChanges() {
    String alice = api.tokens().member(TENANT, "w-alice");
    api.get(alice, "/api/v1/model-calls/records/w-req-1");
    api.get(alice, "/api/v1/model-calls/records", "limit", "1", "model", "w-gpt-4o");
    api.get(alice, "/api/v1/model-calls/trend", "format", "csv");
    api.get(alice, "/api/v1/model-calls/summary");
    api.send(
        alice,
        "PUT",
        "/api/v1/channels/w-ops",
        "{\"type\":\"webhook\",\"secret\":\"s-3-c-r-3-t\"}");

    List<String> seen = list("user", "w-alice");

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "read_records GET /api/v1/model-calls/records/{record_id} w-req-1 200",
            "read_records GET /api/v1/model-calls/records limit=1&model=w-gpt-4o 200",
            "export GET /api/v1/model-calls/trend format=csv 200",
            "change PUT /api/v1/channels/{id} w-ops 403");
    assertThat(api.elasticsearch("GET", "/tidemark-access/_search?size=1000&q=" + TENANT, ""))
        .doesNotContain("s-3-c-r-3-t", alice);
  }

  @Test
  void notesCostFiles() {
    StatementSample.book(api, TENANT);
    String finance =
        api.tokens()
            .sign(Tokens.claims(TENANT, "w-fiona").claim("roles", List.of("finance")).build());
    api.get(finance, "/api/v1/statements/2026-02/lines", "format", "focus");
    api.get(finance, "/api/v1/statements/2026-02/lines");

    assertThat(list("user", "w-fiona"))
        .containsExactly("export GET /api/v1/statements/{month}/lines 2026-02 format=focus 200");
  }

  @Test
  void neverHoldsASecret() {
    String user = "w-mallory-" + System.nanoTime();
    String mallory = api.tokens().member(TENANT, user);
    String key = "tidemark_" + "Ab3d".repeat(8);
    api.get(mallory, "/api/v1/model-calls/records/" + key);
    api.get(mallory, "/api/v1/model-calls/records", "model", mallory);
    api.get(mallory, "/api/v1/model-calls/records", "token", "s-3-c-r-3-t");

    assertThat(list("user", user)).hasSize(3).noneMatch(line -> line.contains("s-3-c"));
    String all = api.elasticsearch("GET", "/tidemark-access/_search?q=user:" + user, "");
    assertThat(all).doesNotContain(key, mallory.substring(0, 60)).contains("(redacted)");
  }

  @Test
  void showsPagesToSuperAdminsOfTheTenantAlone() {
    String reader = api.tokens().member(TENANT, "w-reader");
    for (int i = 0; i < 5; i++) {
      api.get(reader, "/api/v1/comfyui/records/w-task-" + i);
    }
    api.bean(AccessLog.class).flush();
    refresh();

    List<String> targets = new ArrayList<>();
    String next = null;
    do {
      JsonNode page =
          (next == null
                  ? api.get(root, PATH, "user", "w-reader", "limit", "2")
                  : api.get(root, PATH, "user", "w-reader", "limit", "2", "after", next))
              .json();
      page.path("entries").forEach(entry -> targets.add(entry.path("target").asString()));
      next = page.path("next").isNull() ? null : page.path("next").asString();
    } while (next != null);

    assertThat(targets).containsExactly("w-task-4", "w-task-3", "w-task-2", "w-task-1", "w-task-0");
    assertThat(api.get(reader, PATH).status()).isEqualTo(403);
    String other = api.tokens().superAdmin("watched-neighbour", "root");
    assertThat(api.get(other, PATH, "user", "w-reader").json().path("entries").size()).isZero();
    assertThat(api.get(root, PATH, "after", "x").status()).isEqualTo(400);
  }

  @Test
  void keepsAccessesWhileElasticsearchTakesNone() {
    String user = "w-patient-" + System.nanoTime();
    String patient = api.tokens().member(TENANT, user);
    AccessLog log = api.bean(AccessLog.class);
    log.flush();
    Answer answer = api.get(patient, "/api/v1/model-calls/records");
    assertThat(answer.status()).isEqualTo(200);
    try {
      api.proxy().setMood(Mood.OVERLOADED);
      assertThatThrownBy(log::flush).isInstanceOf(RuntimeException.class);
      assertThat(log.state().waiting()).isPositive();
    } finally {
      api.proxy().setMood(Mood.PASS);
    }
    assertThat(list("user", user)).hasSize(1);
    // Reading the log is an access, too.
    log.flush();
    assertThat(api.get(root, "/api/v1/status").json().path("access_log").path("waiting").asInt())
        .isZero();
  }

  @Test
  void writesAccessesOfRequestsThatEndWhileTheServerStops() {
    String user = "w-last-" + System.nanoTime();
    AccessLog log =
        new AccessLog(
            api.bean(DocumentStore.class),
            Clock.fixed(LiveApi.NOW, ZoneOffset.UTC),
            new SimpleMeterRegistry(),
            Duration.ofHours(1));
    Access last =
        new Access(TENANT, LiveApi.NOW, user, Action.EXPORT, "GET", "/x", "", "", 200, "r");
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context.registerBean(AccessLog.class, () -> log);
      context.registerBean(
          StoppingServer.class, () -> new StoppingServer(() -> log.addAccess(last)));
      context.refresh();
    }

    assertThat(list("user", user)).hasSize(1);
  }

  /** A server whose last request ends while it stops. */
  private static final class StoppingServer implements SmartLifecycle {

    private final Runnable lastRequest;
    private boolean running;

    StoppingServer(Runnable lastRequest) {
      this.lastRequest = lastRequest;
    }

    @Override
    public void start() {
      running = true;
    }

    @Override
    public void stop() {
      lastRequest.run();
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public int getPhase() {
      return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
  }

  @Test
  void deletesExpiredAccesses() {
    String line =
        "{\"tenant_id\":\"watched-past\",\"at\":\"%s\",\"user\":\"u\",\"action\":\"change\"}";
    for (String time : List.of("2025-12-12T10:09:59Z", "2025-12-12T10:10:01Z")) {
      api.elasticsearch("POST", "/tidemark-access/_doc?refresh=true", line.formatted(time));
    }

    api.bean(AccessLog.class).purge();
    refresh();

    assertThat(api.elasticsearch("GET", "/tidemark-access/_search?q=watched-past", ""))
        .contains("2025-12-12T10:10:01Z")
        .doesNotContain("2025-12-12T10:09:59Z");
  }

  private static List<String> list(String... parameters) {
    api.bean(AccessLog.class).flush();
    refresh();
    List<String> lines = new ArrayList<>();
    api.get(root, PATH, parameters)
        .json()
        .path("entries")
        .forEach(
            entry ->
                lines.add(
                    String.join(
                            " ",
                            entry.path("action").asString(),
                            entry.path("method").asString(),
                            entry.path("route").asString(),
                            entry.path("target").asString(""),
                            entry.path("parameters").asString(""),
                            entry.path("status").toString())
                        .replaceAll(" +", " ")));
    return lines;
  }

  private static void refresh() {
    api.elasticsearch("POST", "/tidemark-access/_refresh", "");
  }
}
