/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  private final LiveApi api = LiveApi.shared();

  @Test
  void severalInstancesSweepAtOnceAndAgain() throws Exception {
    EXPIRED.forEach(this::create);
    KEPT.forEach(this::create);
    try (LiveApi one = LiveApi.beside();
        LiveApi other = LiveApi.beside()) {
      List<Janitor> janitors =
          List.of(api.bean(Janitor.class), one.bean(Janitor.class), other.bean(Janitor.class));
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
  void canBeSwitchedOff() {
    try (LiveApi without = LiveApi.beside("--tidemark.janitor.enabled=false")) {
      assertThat(without.beans(Janitor.class)).isEmpty();
      assertThat(api.beans(Janitor.class)).hasSize(1);
    }
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
