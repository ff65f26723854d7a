/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An end of a training job or of an attempt.
 *
 * @param step null for one that an earlier build has folded
 * @param attempt null when it names none
 */
record JobEnd(long time, TrainingStep step, String attempt) {

  boolean isOfSameAttempt(JobEnd other) {
    return attempt == null || other.attempt == null || attempt.equals(other.attempt);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(time);
    out.writeByte(step == null ? 0 : step.code());
    out.writeUTF(attempt == null ? "" : attempt);
  }

  static JobEnd readFrom(DataInput in, boolean hasAttempts) throws IOException {
    long time = in.readLong();
    byte step = in.readByte();
    String attempt = hasAttempts ? in.readUTF() : "";
    return new JobEnd(
        time, step == 0 ? null : TrainingStep.ofCode(step), attempt.isEmpty() ? null : attempt);
  }
}
