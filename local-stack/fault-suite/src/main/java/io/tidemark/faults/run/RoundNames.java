/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Stream;
import io.tidemark.faults.stack.IntakeTopic;
import java.util.List;

/**
 * Topics and group of one round: each has its own, so that rounds share a stack and nothing else.
 *
 * @param round number in the life of the stack
 */
public record RoundNames(int round) {

  public String topic(Stream stream) {
    return "usage." + stream.pipeline() + "-" + round;
  }

  public String deadLetters() {
    return "usage.dead-letters-" + round;
  }

  public String group() {
    return "faults-" + round;
  }

  /**
   * Arguments of the job that name them.
   *
   * @param intake whether it reads the topic of intake, too
   */
  List<String> jobArguments(boolean intake) {
    String calls = topic(Stream.MODEL_CALLS);
    return List.of(
        "--model-calls.topic", intake ? calls + "," + IntakeTopic.NAME : calls,
        "--comfyui.topic", topic(Stream.COMFYUI),
        "--dead-letters.topic", deadLetters(),
        "--kafka.group-id", group());
  }
}
