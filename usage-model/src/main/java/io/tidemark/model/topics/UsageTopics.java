/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.topics;

import io.tidemark.model.parsing.Sender;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Kafka topics of the product: for each workload one of direct producers and one of the intake
 * service, and one for dead letters.
 */
public final class UsageTopics {

  /** Records that the job rejects. */
  public static final String DEAD_LETTERS = "usage.dead-letters";

  private static final int DIRECT_PARTITIONS = 4;

  /** Workloads that have more events than one partition of intake may carry. */
  private static final Map<WorkloadSchema, Integer> INTAKE_PARTITIONS =
      Map.of(WorkloadSchemas.MODEL_CALLS, 4, WorkloadSchemas.COMFYUI, 2);

  private UsageTopics() {}

  /** The topic to which the intake service writes events of a workload. */
  public static String intakeOf(WorkloadSchema workload) {
    return Sender.TOPIC_PREFIX + workload.id();
  }

  /** All topics with the partitions that they get on a broker of one machine. */
  public static Map<String, Integer> listPartitions() {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    for (WorkloadSchema workload : WorkloadSchemas.listAll()) {
      partitions.put(workload.topic(), DIRECT_PARTITIONS);
    }
    for (WorkloadSchema workload : WorkloadSchemas.listAll()) {
      partitions.put(intakeOf(workload), INTAKE_PARTITIONS.getOrDefault(workload, 1));
    }
    partitions.put(DEAD_LETTERS, 1);
    return partitions;
  }

  /**
   * Arguments by which the job reads the topics of intake too. The last argument of a name counts.
   */
  public static List<String> listJobArguments() {
    List<String> arguments = new ArrayList<>();
    for (WorkloadSchema workload : WorkloadSchemas.listAll()) {
      arguments.add("--" + workload.id() + ".topic");
      arguments.add(workload.topic() + "," + intakeOf(workload));
    }
    return arguments;
  }
}
