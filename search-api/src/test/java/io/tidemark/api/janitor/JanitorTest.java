/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.hold.Holds;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.UsageStore;
import io.tidemark.model.index.RestoredAlias;
import io.tidemark.stack.process.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Expired days go, whoever deletes them, and however many do so at once. */
@Tag("node")
class JanitorTest {

  private static final List<String> EXPIRED =
      List.of(
          "tidemark-coding-agents-hourly-2026.02.10",
          "tidemark-comfyui-records-2025.12.31",
          "tidemark-dead-letters-2026.01.31",
          "tidemark-model-calls-hourly-2026.02.09",
          "tidemark-model-calls-hourly-2026.02.10");
  private static final List<String> KEPT =
      List.of(
          "tidemark-model-calls-records-2026.02.11",
          "tidemark-my-own-2025.12.31",
          "tidemark-model-calls-hourly-2026.02.10-copy",
          "somebodys-2026.01.01");

  private static final String SWITCHED_ON = "--tidemark.janitor.enabled=true";

  private final LiveApi api = LiveApi.shared();

  /** Other tests, too, index days that are no longer kept. */
  @BeforeEach
  void sweepOtherDays() {
    createJanitor(api).sweep();
  }

  @Test
  void severalInstancesSweepAtOnceAndAgain() throws Exception {
    EXPIRED.forEach(this::create);
    KEPT.forEach(this::create);
    try (LiveApi one = LiveApi.beside(SWITCHED_ON);
        LiveApi other = LiveApi.beside(SWITCHED_ON)) {
      List<Janitor> janitors =
          List.of(createJanitor(api), one.bean(Janitor.class), other.bean(Janitor.class));
      ExecutorService threads = Executors.newFixedThreadPool(janitors.size());
      try {
        List<Future<List<String>>> sweeps = new ArrayList<>();
        janitors.forEach(janitor -> sweeps.add(threads.submit(janitor::sweep)));
        for (Future<List<String>> sweep : sweeps) {
          // None fails over a day that another one has deleted already.
          assertThat(EXPIRED).containsAll(sweep.get());
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(names()).doesNotContainAnyElementsOf(EXPIRED).containsAll(KEPT);
      janitors.forEach(janitor -> assertThat(janitor.sweep()).isEmpty());
    } finally {
      KEPT.forEach(name -> api.elasticsearch("DELETE", "/" + name, ""));
    }
  }

  @Test
  void copiesDocumentsUnderLegalHoldBeforeDeletion() {
    String root = api.tokens().superAdmin("held-tenant", "root");
    String body =
        "{\"match\":{\"users\":[\"bob\"],\"from\":\"2026-02-01T00:00:00Z\"},\"reason\":\"case 7\"}";
    String path = "/api/v1/legal-holds/case-7";
    Answer put = api.send(root, "PUT", path, body);
    assertThat(put.status()).as(put.text()).isEqualTo(201);
    String index = "tidemark-model-calls-hourly-2026.02.08";
    for (String user : List.of("bob", "carol")) {
      ObjectNode hour = JsonMapper.shared().createObjectNode();
      hour.put("hour", "2026-02-08T10:00:00Z").put("tenant_id", "held-tenant");
      api.index(List.of(new IndexedDocument(index, user, hour.put("user_id", user))));
    }

    try (LiveApi other = LiveApi.beside()) {
      assertThat(createJanitor(other).sweep()).contains(index);
      assertThat(createJanitor(api).sweep()).doesNotContain(index);
    }

    String copies =
        api.elasticsearch("GET", "/tidemark-hold-case-7/_search?q=tenant_id:held-tenant", "");
    assertThat(copies).contains("\"user_id\":\"bob\"", index).doesNotContain("carol");
    Answer status = api.get(root, path + "/status");
    assertThat(status.json().path("documents").asInt()).as(status.text()).isEqualTo(1);
    String stranger = api.tokens().superAdmin("held-neighbour", "root");
    assertThat(api.get(stranger, path + "/status").status()).isEqualTo(404);
    assertThat(api.send(root, "PUT", path, "{\"match\":{\"model\":\"m\"}}").status())
        .isEqualTo(400);
    api.delete(root, path);
  }

  @Test
  void keepsHeldDocumentsOverARestart() {
    String tenant = "held-restart";
    String root = api.tokens().superAdmin(tenant, "root");
    String path = "/api/v1/legal-holds/case-8";
    assertThat(api.send(root, "PUT", path, "{\"match\":{\"users\":[\"bob\"]}}").status())
        .isIn(200, 201);
    String expired = "tidemark-model-calls-hourly-2026.02.07";
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("hour", "2026-02-07T10:00:00Z").put("tenant_id", tenant);
    hour.put("user_id", "bob").put("calls", 7);
    api.index(List.of(new IndexedDocument(expired, tenant + "-1", hour)));
    try (LiveApi first = LiveApi.beside()) {
      first.bean(Holds.class).copyAll(tenant);
    }

    // It knows nothing of how far the first instance came.
    try (LiveApi second =
        LiveApi.beside("--tidemark.hold.enabled=true", "--tidemark.hold.interval=1s")) {
      assertThat(createJanitor(second).sweep()).contains(expired);
      assertThat(names()).doesNotContain(expired);
      ObjectNode later = hour.deepCopy().put("hour", "2026-03-12T08:00:00Z");
      api.index(
          List.of(
              new IndexedDocument("tidemark-model-calls-hourly-2026.03.12", tenant + "-2", later)));
      boolean copied =
          Await.until(
              () -> second.get(root, path + "/status").json().path("documents").asInt() >= 2,
              Duration.ofMinutes(1));
      assertThat(copied).as("copied").isTrue();
    }

    String copies =
        api.elasticsearch("GET", "/tidemark-hold-case-8/_search?q=tenant_id:" + tenant, "");
    assertThat(copies).contains(expired, hour.toString());
    assertThat(names()).doesNotContain(expired);
    api.delete(root, path);
  }

  @Test
  void keepsIndicesFromWhichALegalHoldCannotCopy() {
    String tenant = "held-closed";
    String root = api.tokens().superAdmin(tenant, "root");
    String path = "/api/v1/legal-holds/case-9";
    api.send(root, "PUT", path, "{\"match\":{\"users\":[\"bob\"]}}");
    String needed = "tidemark-model-calls-hourly-2026.02.05";
    String other = "tidemark-model-calls-hourly-2026.02.06";
    for (String index : List.of(needed, other)) {
      ObjectNode hour = JsonMapper.shared().createObjectNode();
      hour.put("hour", "2026-02-05T10:00:00Z").put("tenant_id", tenant);
      hour.put("user_id", index.equals(needed) ? "bob" : "carol");
      api.index(List.of(new IndexedDocument(index, tenant, hour)));
    }
    api.elasticsearch("PUT", "/tidemark-hold-case-9", "{}");
    api.elasticsearch("POST", "/tidemark-hold-case-9/_close", "");

    assertThat(createJanitor(api).sweep()).contains(other).doesNotContain(needed);
    assertThat(names()).contains(needed).doesNotContain(other);

    api.elasticsearch("POST", "/tidemark-hold-case-9/_open?wait_for_active_shards=1", "");
    assertThat(createJanitor(api).sweep()).contains(needed);
    assertThat(api.get(root, path + "/status").json().path("documents").asInt()).isEqualTo(1);
    api.delete(root, path);
  }

  @Test
  void keepsRestoredIndicesAsLongAsTheirTier() {
    String kept = "tidemark-training-hourly-2025.06.01";
    String expired = "tidemark-training-hourly-2025.06.02";
    createRestored(kept, "2026-02-11");
    createRestored(expired, "2026-02-10");

    try {
      createJanitor(api).sweep();

      assertThat(names()).contains(kept).doesNotContain(expired);
    } finally {
      api.elasticsearch("DELETE", "/" + kept, "");
    }
  }

  private void createRestored(String name, String day) {
    String alias = RestoredAlias.nameOf(LocalDate.parse(day));
    assertThat(api.elasticsearch("PUT", "/" + name, "{\"aliases\":{\"%s\":{}}}".formatted(alias)))
        .contains("\"acknowledged\":true");
  }

  @Test
  void anIndexThatCannotBeDeletedKeepsNoOtherOne() {
    List<String> expired =
        List.of("tidemark-model-calls-hourly-2026.02.03", "tidemark-model-calls-hourly-2026.02.04");
    expired.forEach(this::create);
    String first = "/" + expired.get(0) + "/_settings";
    api.elasticsearch("PUT", first, "{\"index.blocks.read_only\":true}");
    Janitor janitor = createJanitor(api);
    janitor.sweep();
    assertThat(names()).contains(expired.get(0)).doesNotContain(expired.get(1));
    api.elasticsearch("PUT", first, "{\"index.blocks.read_only\":null}");
    janitor.sweep();
    assertThat(names()).doesNotContain(expired.get(0));
  }

  @Test
  void sweepsUnlessSwitchedOff() {
    ConditionalOnProperty condition = Janitor.class.getAnnotation(ConditionalOnProperty.class);

    assertThat(condition.matchIfMissing()).isTrue();
    assertThat(api.beans(Janitor.class)).isEmpty();
  }

  /** One that sweeps when it is told to, not by the clock. */
  private static Janitor createJanitor(LiveApi instance) {
    return new Janitor(
        instance.bean(UsageStore.class),
        instance.bean(Retention.class),
        instance.bean(Holds.class),
        instance.bean(Clock.class));
  }

  private void create(String name) {
    assertThat(api.elasticsearch("PUT", "/" + name, "{}")).contains("\"acknowledged\":true");
  }

  private List<String> names() {
    return api.elasticsearch("GET", "/_cat/indices?h=index&expand_wildcards=all", "")
        .lines()
        .toList();
  }
}
