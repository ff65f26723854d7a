/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.workload;

import io.tidemark.model.privacy.PrivacyOptions;
import java.io.Serializable;

/**
 * Which records are kept, and what of them.
 *
 * @param kept which calls have a record
 * @param privacy what is kept of addresses and texts
 */
public record RecordOptions(Kept kept, PrivacyOptions privacy) implements Serializable {

  /** Which calls have a record. */
  public enum Kept {
    ALL,
    /** Failed and blocked calls. */
    FAILED,
    NONE
  }
}
