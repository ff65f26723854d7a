/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.options.JobArguments;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

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
        .anySatisfy(
            task ->
                assertThat(task.getName())
                    .contains("read model calls")
                    .contains("admit model calls"));
  }
}
