/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;

/** Reads the measures of one workload as builds wrote them before state carried versions. */
@FunctionalInterface
public interface EarlierFormat extends Serializable {

  /** Reads into an aggregate that holds nothing. */
  void read(DataInput in, Aggregate target) throws IOException;
}
