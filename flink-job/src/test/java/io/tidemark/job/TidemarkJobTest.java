/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.options.JobArguments;
import io.tidemark.job.options.JobOption;
import io.tidemark.job.options.JobOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidemarkJobTest {

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

  @Test
  void whatTheSourceHandsOnStaysInItsTask() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    TidemarkJob.define(environment, JobArguments.parse(new String[0], Map.of()));

    assertThat(environment.getStreamGraph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .filteredOn(task -> task.startsWith("Source: "))
        .hasSize(4)
        .allSatisfy(task -> assertThat(task).contains(" -> ").contains("admit "));
  }

  @Test
  void aRebuildEndsAndKeepsNoState() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TidemarkJob.settings());
    environment.enableCheckpointing(1_000);
    String[] range = {
      "--rebuild.from", "2026-11-20T00:00:00Z", "--rebuild.to", "2026-11-20T01:00:00Z"
    };

    TidemarkJob.define(environment, JobArguments.parse(range, Map.of()));

    StreamGraph graph = environment.getStreamGraph();
    assertThat(graph.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .contains("rebuilt-documents", "model-calls-rebuild-range")
        .doesNotContain("dead-letter-topic");
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
    return List.of(
        JobOptions.MODEL_CALLS_FORMAT,
        JobOptions.COMFYUI_FORMAT,
        JobOptions.TRAINING_FORMAT,
        JobOptions.CODING_AGENTS_FORMAT);
  }
}
