/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOption;
import io.tidemark.job.options.SourceOptions;
import io.tidemark.job.topology.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.contrib.streaming.state.RocksDBConfigurableOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TidemarkJobTest {

  private static final Path UIDS = Path.of("src/test/resources/uids.txt");

  @Test
  void everyOperatorHasAnIdOfItsOwnForItsState() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    TidemarkJob.define(environment, JobArguments.parse(new String[0], Map.of()));

    StreamGraph graph = environment.getStreamGraph();

    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(graph.getJobGraph().getNumberOfVertices())
        .as("tasks: what is chained to the source is one of them")
        .isPositive();
  }

  /** Savepoints find the state of an operator by its uid: none may change or go. */
  @Test
  void keepsTheUidOfEveryOperator() throws IOException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    TidemarkJob.define(environment, JobArguments.parse(new String[0], Map.of()));

    List<String> uids =
        environment.getStreamGraph().getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .toList();
    List<String> pinned = new ArrayList<>(Files.readAllLines(UIDS));
    if (Boolean.getBoolean("tidemark.update")) {
      // Only new ones: an operator without its old uid loses its state.
      uids.stream().filter(uid -> !pinned.contains(uid)).forEach(pinned::add);
      Files.write(UIDS, pinned);
    }
    assertThat(uids).containsExactlyInAnyOrderElementsOf(pinned);
  }

  /** Classes by the names that a cluster brings: an unknown name would change nothing. */
  @Test
  void filtersOfRocksDbAreOnAndReadInParts() {
    assertThat(TidemarkJob.settings().get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
    assertThat(TidemarkJob.settings().get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isTrue();
  }

  @Test
  void keepsSourceOutputInItsTask() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    TidemarkJob.define(environment, JobArguments.parse(new String[0], Map.of()));

    assertThat(environment.getStreamGraph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .filteredOn(task -> task.startsWith("Source: "))
        .hasSize(Workloads.ALL.size())
        .allSatisfy(task -> assertThat(task).contains(" -> ").contains("admit "));
  }

  @Test
  void aRebuildEndsAndKeepsNoState() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    environment.enableCheckpointing(1_000);

    TidemarkJob.define(environment, rebuildOfAnHour(Duration.ofDays(2)));

    StreamGraph graph = environment.getStreamGraph();
    assertThat(graph.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .contains("rebuilt-documents", "model-calls-rebuild-range")
        .doesNotContain("dead-letter-topic");
  }

  @Test
  void rejectsRebuildsBeforeTheRetention() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    JobArguments longAgo = rebuildOfAnHour(Duration.ofDays(31));

    assertThatThrownBy(() -> TidemarkJob.define(environment, longAgo))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--rebuild.from")
        .hasMessageContaining("--retention");
  }

  private static JobArguments rebuildOfAnHour(Duration ago) {
    Instant from = Instant.now().minus(ago).truncatedTo(ChronoUnit.HOURS);
    String to = from.plus(Duration.ofHours(1)).toString();
    String[] range = {"--rebuild.from", from.toString(), "--rebuild.to", to};
    return JobArguments.parse(range, Map.of());
  }

  /** Commands stand indented on lines of their own; some continue on the next one. */
  @ParameterizedTest
  @ValueSource(strings = {"../README.md", "../docs/operations.md"})
  void everyCommandOfThePagesIsUnderstood(String page) throws IOException {
    String jar = "flink-job/target/tidemark-job.jar";
    List<String> commands =
        Files.readString(Path.of(page))
            .replaceAll("\\\\\n\\s*", " ")
            .lines()
            .filter(line -> line.strip().startsWith("flink run "))
            .map(line -> line.substring(line.indexOf(jar) + jar.length()).strip())
            .map(arguments -> arguments.replaceFirst("--config \\S+|…", "").strip())
            .filter(arguments -> !arguments.isEmpty())
            .toList();

    assertThat(commands).isNotEmpty();
    for (String arguments : commands) {
      assertThatCode(() -> JobArguments.parse(arguments.split("\\s+", -1), Map.of()))
          .as(arguments)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("formatOptions")
  void everyFormatThatAnOptionAllowsIsWired(JobOption<List<String>> option) {
    for (String format : option.allowed().split(", ", -1)) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
      String[] arguments = {"--" + option.name(), format};

      TidemarkJob.define(environment, JobArguments.parse(arguments, Map.of()));

      assertThat(environment.getStreamGraph().getStreamNodes()).as(format).isNotEmpty();
    }
  }

  static List<JobOption<List<String>>> formatOptions() {
    return Workloads.ALL.stream().map(workload -> SourceOptions.of(workload).formats()).toList();
  }
}
