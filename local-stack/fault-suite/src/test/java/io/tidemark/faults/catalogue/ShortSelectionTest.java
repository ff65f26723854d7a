/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.load.Shape;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.RoundResult;
import io.tidemark.faults.run.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The faults that every build must survive. Those of one test come one after the other under one
 * load, and are compared once: starting, draining and comparing is most of the time. {@code
 * bin/tidemark faults NAME} makes each alone.
 */
@Tag("stack")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ShortSelectionTest {

  @TempDir static Path home;

  private static Suite suite;

  @BeforeAll
  static void prepare() {
    suite = new Suite(home, true, line -> {});
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  /** One in three is a duplicate: those on both sides of a crash among them. */
  @Test
  void killedProcesses() {
    survives(
        "taskmanager-killed",
        "elasticsearch-down",
        "elasticsearch-killed",
        "broker-killed",
        "jobmanager-killed");
  }

  /** That the hours close in silence is the end of every round, here after a silence in it. */
  @Test
  void answersOfElasticsearchDuplicatesOverRescaleAndSilence() {
    survives("poison", "duplicates-rescale", "zombie", "idle");
  }

  private static void survives(String... names) {
    List<Fault> faults = List.of(names).stream().map(Catalogue::findByName).toList();
    Shape shape = faults.get(faults.size() - 1).shape();
    Fault together =
        new Fault(
            0,
            String.join(", ", names),
            "one after the other",
            1,
            shape.withMix(Shape.Mix.MANY_DUPLICATES),
            context -> faults.forEach(fault -> fault.script().playFault(context)));
    long seed = System.nanoTime() % 1_000_000;
    RoundResult result = suite.playFaults(together, seed);
    assertThat(result.differences()).as("seed %d: %s", seed, together.name()).isEmpty();
    assertThat(result.events()).isGreaterThan(3_000);
    assertThat(result.documents()).isGreaterThan(1_000);
  }
}
