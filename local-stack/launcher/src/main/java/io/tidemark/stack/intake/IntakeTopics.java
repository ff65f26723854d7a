/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of the intake service, which the job reads together with those of direct producers.
 */
public final class IntakeTopics {

  private static final Map<String, String> DIRECT_TOPICS = directTopics();

  private IntakeTopics() {}

  private static Map<String, String> directTopics() {
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put("model-calls", "usage.model-calls");
    topics.put("comfyui", "usage.comfyui-tasks");
    topics.put("training", "usage.training-jobs");
    topics.put("coding-agents", "usage.coding-agents");
    topics.put("image-jobs", "usage.image-jobs");
    return topics;
  }

  /** Arguments of the job; later ones replace them. */
  public static List<String> jobArguments() {
    List<String> arguments = new ArrayList<>();
    DIRECT_TOPICS.forEach(
        (workload, direct) -> {
          arguments.add("--" + workload + ".topic");
          arguments.add(direct + ",intake." + workload);
        });
    return arguments;
  }
}
