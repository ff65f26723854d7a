/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.model.comfyui.RunView;
import java.util.Arrays;
import java.util.Locale;

/** The dimension by which concurrent runs are counted. */
public enum ConcurrencyDimension {
  TENANT,
  WORKFLOW,
  USER,
  API_KEY,
  SOURCE;

  /** The dimension as documents and options name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The dimension with this name. */
  public static ConcurrencyDimension of(String id) {
    return Arrays.stream(values())
        .filter(dimension -> dimension.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of them"));
  }

  /**
   * Whether documents name the users whose runs they count: where a value may be shared by several
   * users, and not everyone in the tenant may see it.
   */
  boolean namesUsers() {
    return this == WORKFLOW || this == API_KEY;
  }

  /** The run's value; null when it is unknown. The value of a tenant is the tenant. */
  public String valueOf(RunView run) {
    return switch (this) {
      case TENANT -> run.group().tenantId();
      case WORKFLOW -> run.group().workflowId();
      case USER -> run.group().userId();
      case API_KEY -> run.group().apiKeyId();
      case SOURCE -> run.group().source();
    };
  }
}
