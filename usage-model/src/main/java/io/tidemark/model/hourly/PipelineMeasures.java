/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What one pipeline did with the events of one tenant and hour. */
public final class PipelineMeasures implements HourlyMeasures<PipelineMeasures> {

  private long counted;
  private long duplicates;
  private long conflicting;

  /** Notes events that were counted. */
  public void counted(long events) {
    counted += events;
  }

  /**
   * Notes an event that was dropped because its id was known.
   *
   * @param otherContent whether it says something else than the one that was counted
   */
  public void duplicate(boolean otherContent) {
    duplicates++;
    if (otherContent) {
      conflicting++;
    }
  }

  @Override
  public void add(PipelineMeasures other) {
    counted += other.counted;
    duplicates += other.duplicates;
    conflicting += other.conflicting;
  }

  @Override
  public long events() {
    return counted + duplicates;
  }

  @Override
  public void writeFields(JsonWriter json) {
    json.field("counted", counted);
    json.field("duplicates", duplicates);
    json.field("conflicting_duplicates", conflicting);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(counted);
    out.writeLong(duplicates);
    out.writeLong(conflicting);
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    counted = in.readLong();
    duplicates = in.readLong();
    conflicting = in.readLong();
  }
}
