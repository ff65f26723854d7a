/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.parsing.CheckedFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * When a training job started and how it ended. A job that is resumed after its end was folded
 * starts and ends again: the folded end stays only as the time that both come after.
 */
final class JobTimes {

  private static final long UNKNOWN = CheckedFields.UNKNOWN;

  /**
   * How long before an event the start or end may be that it names; an earlier one, such as a 0 for
   * a job that never ran, counts as unknown. Run time is spread over all windows from the start on,
   * which would be half a million for a start of 0.
   */
  static final long MAX_NAMED_BEFORE = Duration.ofDays(366).toMillis();

  private long startedAt = UNKNOWN;

  /** The time of the end, or of the folded one while there is no other. */
  private long finishedAt = UNKNOWN;

  private TrainingStep end;

  /** The attempt that the end names; null when it names none. */
  private String endAttempt;

  /** Whether an event ends a job or an attempt that has ended. */
  boolean isSecondEnd(TrainingEvent event) {
    if (!event.step.isEnd()) {
      return false;
    }
    if (end == null) {
      return hasFoldedEnd() && finishOf(event) <= finishedAt;
    }
    String attempt = AttemptTokens.attemptOf(event);
    return attempt == null || endAttempt == null || attempt.equals(endAttempt);
  }

  void take(TrainingEvent event) {
    long started = startOf(event);
    if (started != UNKNOWN) {
      startedAt = startedAt == UNKNOWN ? started : Math.min(startedAt, started);
    }
    if (event.step.isEnd()) {
      takeEnd(event);
    }
  }

  /** The end of the last attempt is the end of the job. */
  private void takeEnd(TrainingEvent event) {
    long finished = finishOf(event);
    if (end == null || finished > finishedAt) {
      end = event.step;
      endAttempt = AttemptTokens.attemptOf(event);
      finishedAt = finished;
    }
  }

  /** A start before the folded end is the one that led to it. */
  private long startOf(TrainingEvent event) {
    long named = readNamed(event.startedAt, event.eventTime);
    if (named == UNKNOWN && event.step == TrainingStep.STARTED) {
      named = event.eventTime;
    }
    if (!hasFoldedEnd()) {
      return named;
    }
    return named > finishedAt ? named : Math.max(event.eventTime, finishedAt);
  }

  /** The end that an event names, or its own time. */
  static long finishOf(TrainingEvent event) {
    long named = readNamed(event.finishedAt, event.eventTime);
    return named == UNKNOWN ? event.eventTime : named;
  }

  /** The start or end that an event names, which is not after the event; or unknown. */
  static long readNamed(long time, long eventTime) {
    boolean isKnown = time != UNKNOWN && time >= eventTime - MAX_NAMED_BEFORE;
    return isKnown ? Math.min(time, eventTime) : UNKNOWN;
  }

  /** Lets the job start and end again: the windows up to its end take no more corrections. */
  void foldEnd() {
    if (end != null) {
      startedAt = UNKNOWN;
      end = null;
      endAttempt = null;
    }
  }

  private boolean hasFoldedEnd() {
    return end == null && finishedAt != UNKNOWN;
  }

  long startedAt(long otherwise) {
    return startedAt == UNKNOWN ? otherwise : startedAt;
  }

  long finishedAt() {
    return finishedAt;
  }

  /** How the job ended; null while it runs. */
  TrainingStep end() {
    return end;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(startedAt);
    out.writeLong(finishedAt);
    out.writeByte(end == null ? 0 : end.code());
    out.writeUTF(endAttempt == null ? "" : endAttempt);
  }

  void readFrom(DataInput in, boolean hasAttempts) throws IOException {
    startedAt = in.readLong();
    finishedAt = in.readLong();
    byte code = in.readByte();
    end = code == 0 ? null : TrainingStep.ofCode(code);
    String attempt = hasAttempts ? in.readUTF() : "";
    endAttempt = attempt.isEmpty() ? null : attempt;
  }
}
