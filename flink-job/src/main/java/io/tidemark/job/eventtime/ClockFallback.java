/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

/**
 * Decides when the clock may move the event time of one partition, by proof and never by guess:
 * after a silence, it lets ask for the end of the partition at a moment T, and once the reader has
 * handed on everything before that end, T may count as seen. So the clock moves nothing while
 * records wait, be it in Kafka, in a fetcher's queue or behind back pressure, and nothing while
 * Kafka does not answer.
 *
 * <p>Silence means no accepted event. A partition that gets nothing but refused records is silent,
 * or one broken producer would hold up everybody's hours.
 *
 * <p>Times are milliseconds since 1970. Belongs to one thread.
 */
public final class ClockFallback {

  /** The next action of the owner of a partition. */
  public enum Step {
    NOTHING,
    /** Ask for the partition's end, then call {@link #end} or {@link #unanswered}. */
    ASK_END,
    /**
     * The reader stands still before the end: look whether a record is left, then call {@link
     * #nothingLeft}, {@link #recordsLeft} or {@link #unanswered}.
     */
    PROBE_TAIL,
    /** Let {@link #provenTime} count as seen. */
    HEARTBEAT
  }

  private static final long UNKNOWN = -1;

  /** Between two questions about a partition; a shorter {@code idleAfter} shortens it. */
  private static final long LONGEST_PAUSE = 1_000;

  private final long idleAfter;
  private long silentSince;
  private boolean eventSeen;
  private boolean answerDue;
  private boolean unreachable;
  private boolean asked;
  private long askedAt;
  private long end = UNKNOWN;
  private long lastPosition = Long.MIN_VALUE;

  /**
   * @param idleAfter the silence after which the clock may speak, milliseconds
   * @param now when the partition came into these hands
   */
  public ClockFallback(long idleAfter, long now) {
    this.idleAfter = idleAfter;
    silentSince = now;
  }

  /** Takes notice of an accepted event. */
  public void event() {
    eventSeen = true;
  }

  /**
   * Looks at the partition; called from time to time, and after each answer.
   *
   * @param position the offset before which everything was handed on; negative when not known yet
   */
  public Step look(long now, long position) {
    // A clock that was set back would have to catch up first.
    if (eventSeen || now < silentSince) {
      eventSeen = false;
      beginSilence(now);
    }
    boolean still = position == lastPosition;
    lastPosition = position;
    if (answerDue || now - silentSince < idleAfter) {
      return Step.NOTHING;
    }
    if (end == UNKNOWN) {
      if (askedLately(now)) {
        return Step.NOTHING;
      }
      answerDue = true;
      asked = true;
      askedAt = now;
      return Step.ASK_END;
    }
    if (position >= end) {
      end = UNKNOWN;
      return Step.HEARTBEAT;
    }
    if (!still) {
      return Step.NOTHING;
    }
    answerDue = true;
    return Step.PROBE_TAIL;
  }

  /** The partition ends before {@code offset}. */
  public void end(long now, long offset) {
    answerDue = false;
    if (unreachable) {
      // Producers that could not send either get the time of a silence to catch up.
      unreachable = false;
      beginSilence(now);
      return;
    }
    // An event since the question begins another silence, which this answer is too old for.
    if (askedAt >= silentSince) {
      end = offset;
    }
  }

  /** Between the position and the end no record is left: only marks of transactions, or gaps. */
  public void nothingLeft() {
    answerDue = false;
  }

  /** Records wait between the position and the end. */
  public void recordsLeft() {
    answerDue = false;
    end = UNKNOWN;
  }

  /** Kafka did not answer. */
  public void unanswered() {
    answerDue = false;
    end = UNKNOWN;
    unreachable = true;
  }

  /** The end last heard of, which {@link Step#PROBE_TAIL} is about. */
  public long knownEnd() {
    return end;
  }

  /** When the question was asked whose answer {@link Step#HEARTBEAT} follows from. */
  public long provenTime() {
    return askedAt;
  }

  /**
   * The partitions of a reader are looked at together, after the answer for any of them: without a
   * pause the answer for one would be the occasion to ask for the other, without end.
   */
  private boolean askedLately(long now) {
    return asked && now >= askedAt && now - askedAt < Math.min(LONGEST_PAUSE, idleAfter / 4);
  }

  private void beginSilence(long now) {
    silentSince = now;
    end = UNKNOWN;
  }
}
