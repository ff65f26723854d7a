/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static io.tidemark.model.comfyui.ComfyuiRun.UNKNOWN;

import io.tidemark.model.fingerprint.LittleEndian;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * When a run was submitted, started and over, as its steps say: each its own time, and perhaps
 * those of the steps before. The later step knows best.
 */
final class RunTimes {

  /** A submission, a start, an end. */
  static final int STEPS = 3;

  /** Bytes of packed times, with the time of the last step once more. */
  static final int PACKED = 7 * Long.BYTES;

  /** Bytes of the times in a row. */
  static final int ROW_BYTES = 6 * Long.BYTES;

  /** Bits of {@link #ranks}. */
  static final int RANKS_BITS = 4;

  private static final int RANK_BITS = 2;
  private static final int RANK = (1 << RANK_BITS) - 1;

  private long submissionTime = UNKNOWN;
  private long startTime = UNKNOWN;
  private long endTime = UNKNOWN;
  private long submittedAt = UNKNOWN;
  private long startedAt = UNKNOWN;
  private long finishedAt = UNKNOWN;
  private int submittedRank;
  private int startedRank;

  void take(StepTimes step, int rank) {
    stepTime(rank, step.eventTime);
    long submitted = step.riding(step.submittedAt, rank == 1 ? step.eventTime : UNKNOWN);
    if (submitted != UNKNOWN && rank > submittedRank) {
      submittedAt = submitted;
      submittedRank = rank;
    }
    boolean hasStarted = step.step != RunStep.SUBMITTED;
    long started = step.riding(step.startedAt, rank == 2 ? step.eventTime : UNKNOWN);
    if (hasStarted && started != UNKNOWN && rank > startedRank) {
      startedAt = started;
      startedRank = rank;
    }
    if (step.step.isEnd()) {
      finishedAt = step.time();
    }
  }

  /** When the step of a rank happened, as it said itself. */
  long stepTime(int rank) {
    return switch (rank) {
      case 1 -> submissionTime;
      case 2 -> startTime;
      default -> endTime;
    };
  }

  private void stepTime(int rank, long time) {
    switch (rank) {
      case 1 -> submissionTime = time;
      case 2 -> startTime = time;
      default -> endTime = time;
    }
  }

  /** How many different steps are known. */
  int steps() {
    int count = 0;
    for (int rank = 1; rank <= STEPS; rank++) {
      count += stepTime(rank) == UNKNOWN ? 0 : 1;
    }
    return count;
  }

  long lastEventTime() {
    return Math.max(submissionTime, Math.max(startTime, endTime));
  }

  long submittedAt() {
    return submittedAt;
  }

  long startedAt() {
    return startedAt;
  }

  long finishedAt() {
    return finishedAt;
  }

  /** Sets when a run was closed of which no step has said that it is over. */
  void giveUpAt(long time) {
    finishedAt = time;
  }

  /** The steps that submission and start are from. */
  int ranks() {
    return submittedRank | startedRank << RANK_BITS;
  }

  void clear() {
    submissionTime = UNKNOWN;
    startTime = UNKNOWN;
    endTime = UNKNOWN;
    submittedAt = UNKNOWN;
    startedAt = UNKNOWN;
    finishedAt = UNKNOWN;
    submittedRank = 0;
    startedRank = 0;
  }

  /** Writes the times into a row; {@link #ranks} is apart. */
  void writeRow(byte[] row, int at) {
    LittleEndian.putLong(row, at, submissionTime);
    LittleEndian.putLong(row, at + 8, startTime);
    LittleEndian.putLong(row, at + 16, endTime);
    LittleEndian.putLong(row, at + 24, submittedAt);
    LittleEndian.putLong(row, at + 32, startedAt);
    LittleEndian.putLong(row, at + 40, finishedAt);
  }

  void readRow(int rowRanks, byte[] row, int at) {
    setRanks(rowRanks);
    submissionTime = LittleEndian.longAt(row, at);
    startTime = LittleEndian.longAt(row, at + 8);
    endTime = LittleEndian.longAt(row, at + 16);
    submittedAt = LittleEndian.longAt(row, at + 24);
    startedAt = LittleEndian.longAt(row, at + 32);
    finishedAt = LittleEndian.longAt(row, at + 40);
  }

  private void setRanks(int ranks) {
    submittedRank = ranks & RANK;
    startedRank = ranks >>> RANK_BITS & RANK;
  }

  void packInto(ByteBuffer packed) {
    packed.putLong(submissionTime).putLong(startTime).putLong(endTime).putLong(lastEventTime());
    packed.putLong(submittedAt).putLong(startedAt).putLong(finishedAt);
  }

  void unpack(int packedRanks, ByteBuffer packed) {
    setRanks(packedRanks);
    submissionTime = packed.getLong();
    startTime = packed.getLong();
    endTime = packed.getLong();
    // The last of the three.
    packed.getLong();
    submittedAt = packed.getLong();
    startedAt = packed.getLong();
    finishedAt = packed.getLong();
  }

  /** Reads the times of steps as an earlier build wrote them. */
  void readStepTimes(DataInput in) throws IOException {
    submissionTime = in.readLong();
    startTime = in.readLong();
    endTime = in.readLong();
  }

  /** Reads what an earlier build wrote behind the end. */
  void readFrom(DataInput in) throws IOException {
    in.readLong();
    submittedAt = in.readLong();
    startedAt = in.readLong();
    finishedAt = in.readLong();
    submittedRank = in.readByte();
    startedRank = in.readByte();
  }
}
