/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.model.modelcalls.ClientAddress;
import java.io.Serializable;

/**
 * Which records are kept, and what of them.
 *
 * @param kept which calls have a record
 * @param addresses what is kept of client addresses
 * @param addressKey key of hashed addresses, as text; empty unless they are hashed
 */
public record RecordOptions(Kept kept, ClientAddress.Policy addresses, String addressKey)
    implements Serializable {

  /** Which calls have a record. */
  public enum Kept {
    ALL,
    /** Failed and blocked calls. */
    FAILED,
    NONE
  }
}
