/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The figures of one group in one hour. Adding is associative and commutative, so that parts of an
 * hour may be folded anywhere and in any order.
 *
 * @param <M> the measures themselves
 */
public interface HourlyMeasures<M extends HourlyMeasures<M>> {

  /** Adds another part of the same group and hour, which stays as it is. */
  void add(M other);

  /**
   * How many events are folded in. It only ever grows, and the document's version grows with it.
   */
  long events();

  /** Writes the members of the hourly document. What nobody reported is left out, never 0. */
  void writeFields(JsonWriter json);

  /** Writes everything that {@link #readFrom} needs. */
  void writeTo(DataOutput out) throws IOException;

  /** Replaces everything by what {@link #writeTo} wrote. */
  void readFrom(DataInput in) throws IOException;
}
