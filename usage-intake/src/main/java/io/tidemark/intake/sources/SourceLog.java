/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import io.tidemark.intake.access.Access;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.request.IntakeException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts by source and minute what became of requests, until a writer has stored it. */
public final class SourceLog {

  private static final Logger LOG = LoggerFactory.getLogger(SourceLog.class);

  /** A request that began in a minute may end after it. */
  private static final long GRACE = 2 * SourceKey.MINUTE;

  private final Map<SourceKey, SourceMinute> minutes = new ConcurrentHashMap<>();
  private final Clock clock;
  private final int maxWaiting;

  /**
   * @param maxWaiting minutes that are held at most; 0 counts nothing
   */
  SourceLog(Clock clock, int maxWaiting) {
    this.clock = clock;
    this.maxWaiting = maxWaiting;
  }

  /** Receives a request. */
  @FunctionalInterface
  public interface Receiver {
    Outcome receiveRequest() throws IOException;
  }

  /** A minute that changed, as the lines of a bulk request, and how many requests it holds. */
  record Change(SourceKey key, String lines, long requests) {}

  /** Receives a request and counts what became of it. */
  public Outcome observeRequest(Access access, Receiver receiver) throws IOException {
    try {
      Outcome outcome = receiver.receiveRequest();
      updateMinute(access, (minute, now) -> minute.addOutcome(outcome, now));
      return outcome;
    } catch (IntakeException failure) {
      updateMinute(
          access, (minute, now) -> minute.addFailure(failure.status(), failure.getMessage(), now));
      throw failure;
    } catch (RuntimeException failure) {
      updateMinute(access, (minute, now) -> minute.addFailure(500, "The service failed.", now));
      throw failure;
    }
  }

  private interface Update {
    void applyTo(SourceMinute minute, long now);
  }

  private void updateMinute(Access access, Update update) {
    if (maxWaiting == 0) {
      return;
    }
    long now = clock.millis();
    minutes.compute(
        SourceKey.createAt(now, access),
        (key, known) -> {
          SourceMinute minute = known == null ? new SourceMinute() : known;
          update.applyTo(minute, now);
          return minute;
        });
  }

  /** The minutes that Elasticsearch does not have as they are now, oldest first. */
  List<Change> listChanges(SourceDocument document) {
    dropOldest();
    List<SourceKey> keys = new ArrayList<>(minutes.keySet());
    keys.sort(Comparator.comparingLong(SourceKey::minute));
    List<Change> changes = new ArrayList<>();
    long now = clock.millis();
    for (SourceKey key : keys) {
      minutes.computeIfPresent(
          key,
          (same, minute) -> {
            if (!minute.isWritten()) {
              String lines = document.bulkLines(key, minute, now);
              changes.add(new Change(key, lines, minute.requests()));
            }
            return minute;
          });
    }
    return changes;
  }

  /** Notes that a change is stored, and forgets minutes that are over. */
  void setStored(Change change) {
    long past = clock.millis() - GRACE;
    minutes.computeIfPresent(
        change.key(),
        (key, minute) -> {
          minute.setWritten(change.requests());
          return minute.isWritten() && key.minute() < past ? null : minute;
        });
  }

  /** Forgets minutes that are over and stored. */
  void forgetPast() {
    long past = clock.millis() - GRACE;
    for (SourceKey key : List.copyOf(minutes.keySet())) {
      minutes.computeIfPresent(
          key, (same, minute) -> minute.isWritten() && key.minute() < past ? null : minute);
    }
  }

  private void dropOldest() {
    int excess = minutes.size() - maxWaiting;
    if (excess > 0) {
      LOG.warn("The statistics of {} minutes of sources are dropped", excess);
      minutes.keySet().stream()
          .sorted(Comparator.comparingLong(SourceKey::minute))
          .limit(excess)
          .toList()
          .forEach(minutes::remove);
    }
  }

  /** How many minutes are held. */
  int size() {
    return minutes.size();
  }
}
