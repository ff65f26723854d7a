/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State of earlier builds: each file under {@code src/test/resources/state} is a savepoint of all
 * four pipelines in the middle of two hours, and every later build must continue from it and count
 * right. {@code -Dtidemark.state.write=NAME} adds one of this build.
 */
@Tag("cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KeptStateTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(2);

  private static final String PROMPTS = "input_tokens_per_call";
  private static final LinesJob.Setup SETUP = LinesJob.Setup.ending("--provisional-every", "0");

  /** Within the first hour: nothing is final when the state is kept. */
  private static final Instant FIRST_HALF = Instant.parse("2026-11-22T10:30:00Z");

  private static final Path KEPT = Path.of("src/test/resources/state").toAbsolutePath();
  private static final List<String> LATER_COUNTS =
      List.of("calls_with_reported_cost", "calls_with_other_currency", "calls_with_unsplit_tokens");
  private static final String METADATA = "_metadata";

  /** State of these builds holds no days: theirs begin with the first whole day after it. */
  private static final List<String> WITHOUT_DAYS =
      List.of("0.1.0", "0.1.0-2", "0.1.0-3", "0.1.0-4", "0.1.0-5", "0.1.0-6");

  @ParameterizedTest
  @MethodSource("kept")
  void theJobGoesOnFromStateOfAnEarlierBuild(String name, @TempDir Path folder) throws Exception {
    assertGoesOn(name, folder, SETUP);
  }

  /** Hours and days go to other subtasks than those that the state is of. */
  @Test
  void theJobGoesOnWithAnotherParallelism(@TempDir Path folder) throws Exception {
    List<String> names = kept();
    String newest = names.get(names.size() - 1);
    assertThat(WITHOUT_DAYS).doesNotContain(newest);

    assertGoesOn(newest, folder, SETUP.withParallelism(2));
  }

  private static void assertGoesOn(String name, Path folder, LinesJob.Setup setup)
      throws Exception {
    // Flink may delete what it restored from.
    Files.copy(KEPT.resolve(name).resolve(METADATA), folder.resolve(METADATA));

    Map<String, JsonNode> resumed = run(setup, KeptEvents.SECOND, folder.toUri().toString());
    Map<String, JsonNode> resumedDays = figures(LinesJob.writtenDays());

    Map<String, JsonNode> expected = run(SETUP, KeptEvents.BOTH, null);
    Map<String, JsonNode> days = figures(LinesJob.writtenDays());
    assertThat(days).hasSizeGreaterThan(10);
    forgetCountsOfEarlierBuilds(resumedDays, days);
    forgetPromptsOfEarlierBuilds(resumedDays, days);
    assertThat(resumedDays).isEqualTo(WITHOUT_DAYS.contains(name) ? Map.of() : days);
    forgetUsersOfEarlierBuilds(resumed, expected);
    forgetCountsOfEarlierBuilds(resumed, expected);
    forgetPromptsOfEarlierBuilds(resumed, expected);
    assertThat(resumed).isEqualTo(expected);
    assertThat(resumed).hasSizeGreaterThan(20);
  }

  /** Levels that an earlier build kept carry no users: their documents name none. */
  private static void forgetUsersOfEarlierBuilds(
      Map<String, JsonNode> resumed, Map<String, JsonNode> expected) {
    resumed.forEach(
        (id, document) -> {
          if (!document.has("user_ids") && expected.get(id) instanceof ObjectNode right) {
            right.remove("user_ids");
          }
        });
  }

  /** Counts that a build did not know are unknown in groups that get no more events. */
  private static void forgetCountsOfEarlierBuilds(
      Map<String, JsonNode> resumed, Map<String, JsonNode> expected) {
    resumed.forEach(
        (id, document) -> {
          if (expected.get(id) instanceof ObjectNode right) {
            LATER_COUNTS.stream().filter(count -> !document.has(count)).forEach(right::remove);
          }
        });
  }

  /** The sizes of prompts that an earlier build counted are unknown; those of this one are not. */
  private static void forgetPromptsOfEarlierBuilds(
      Map<String, JsonNode> resumed, Map<String, JsonNode> expected) {
    expected.forEach(
        (id, document) -> {
          long all = document.path(PROMPTS).path("count").asLong();
          if (resumed.get(id) instanceof ObjectNode left) {
            assertThat(left.path(PROMPTS).path("count").asLong()).as(id).isLessThanOrEqualTo(all);
            left.remove(PROMPTS);
          }
          ((ObjectNode) document).remove(PROMPTS);
        });
  }

  /** Without the state, what was sent before is missing: the comparison above can fail. */
  @Test
  void withoutTheStateFiguresDiffer() throws Exception {
    assertThat(run(SETUP, KeptEvents.SECOND, null)).isNotEqualTo(run(SETUP, KeptEvents.BOTH, null));
  }

  @Test
  void stateOfThisBuildIsKeptWhenAsked(@TempDir Path folder, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    String name = System.getProperty("tidemark.state.write");
    assumeThat(name).as("-Dtidemark.state.write=NAME").isNotNull();
    JobClient job =
        LinesJob.define(SETUP.stayingOpenAt(FIRST_HALF), KeptEvents.FIRST, null)
            .executeAsync("kept state");
    LinesJob.awaitAllSent();
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    String savepoint =
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    job.cancel().get(1, TimeUnit.MINUTES);

    Path metadata = Path.of(URI.create(savepoint)).resolve(METADATA);
    try (Stream<Path> files = Files.list(metadata.getParent())) {
      assertThat(files).as("all state is in one file").containsExactly(metadata);
    }
    Files.createDirectories(KEPT.resolve(name));
    Files.copy(metadata, KEPT.resolve(name).resolve(METADATA), StandardCopyOption.REPLACE_EXISTING);
  }

  static List<String> kept() throws IOException {
    try (Stream<Path> names = Files.list(KEPT)) {
      List<String> sorted =
          new ArrayList<>(names.map(path -> path.getFileName().toString()).toList());
      // The tenth file of a release comes behind the ninth.
      sorted.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
      return sorted;
    }
  }

  private static Map<String, JsonNode> run(
      LinesJob.Setup setup, TopicLines events, String savepoint) throws Exception {
    LinesJob.define(setup, events, savepoint).execute("kept state");
    return figures(LinesJob.written());
  }

  private static Map<String, JsonNode> figures(List<DocumentWrite> documents) throws IOException {
    StoredDocuments stored = new StoredDocuments();
    documents.forEach(stored::write);
    return stored.figures();
  }
}
