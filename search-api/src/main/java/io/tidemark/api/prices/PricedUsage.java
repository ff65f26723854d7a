/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The usage that prices may apply to, by workload. */
final class PricedUsage {

  /** The workload of a price that names none. */
  static final String MODEL_CALLS = WorkloadSchemas.MODEL_CALLS.id();

  private PricedUsage() {}

  /** Ids of the workloads. */
  static Set<String> workloads() {
    return WorkloadSchemas.listAll().stream()
        .map(WorkloadSchema::id)
        .filter(id -> !id.equals(WorkloadSchemas.CODING_AGENTS.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Members of {@code match} that hold the model of a workload. */
  static List<String> modelMembersOf(String workload) {
    if (workload.equals(WorkloadSchemas.TRAINING.id())) {
      return List.of("base_model", "model");
    }
    return workload.equals(WorkloadSchemas.COMFYUI.id()) ? List.of() : List.of("model");
  }

  /** The classes that usage of a workload can have. */
  static Set<PricedClass> classesOf(String workload) {
    if (workload.equals(MODEL_CALLS)) {
      EnumSet<PricedClass> classes = EnumSet.allOf(PricedClass.class);
      classes.removeAll(EnumSet.of(PricedClass.TRAINED, PricedClass.RUN));
      return classes;
    }
    EnumSet<PricedClass> classes = EnumSet.of(PricedClass.CALLS, PricedClass.RUN);
    if (workload.equals(WorkloadSchemas.TRAINING.id())) {
      classes.add(PricedClass.TRAINED);
    }
    if (workload.equals(WorkloadSchemas.IMAGE_JOBS.id())) {
      classes.add(PricedClass.IMAGES);
    }
    return classes;
  }
}
