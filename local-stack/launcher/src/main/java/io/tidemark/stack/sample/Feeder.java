/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import io.tidemark.model.index.Keep;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PrivateFiles;
import io.tidemark.stack.send.EventSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Feeds sample usage of one tenant: what is missing since the last time, then what happens just
 * now. It notes how far it is; after a restart it may repeat a few events, which count once.
 */
public final class Feeder {

  /** The tenant that sample usage belongs to. */
  public static final String TENANT = "demo";

  /** For a job that starts with nothing: enough for the page to show days. */
  public static final Duration FULL_HISTORY = Duration.ofDays(3);

  /**
   * For a job whose clock may have reached now: what is older than a day would be too late for it.
   */
  public static final Duration RECENT_HISTORY = Duration.ofHours(23);

  /** Usage at the end of the month before, so that the page shows a statement. */
  private static final Duration MONTH_END = Duration.ofHours(6);

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final double EVENTS_PER_SECOND = 0.15;
  private static final long SEED = 20_261_122;

  private final Path note;
  private final Duration history;
  private final Clock clock;

  /**
   * Prepares it.
   *
   * @param note file that says through which instant events were fed
   * @param history how far back it begins at most
   */
  public Feeder(Path note, Duration history, Clock clock) {
    this.note = note;
    this.history = history;
    this.clock = clock;
  }

  /** Feeds until the process is asked to stop. */
  public void run(String bootstrapServers) throws InterruptedException {
    try (EventSender sender = EventSender.patient(bootstrapServers)) {
      while (true) {
        feedEvents(sender);
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  private void feedEvents(EventSender sender) {
    Instant now = clock.instant();
    Instant from = findStart(now);
    if (!from.isBefore(now)) {
      return;
    }
    // In the order of time: later events would make earlier ones late.
    findMonthEnd(now).ifPresent(plan -> sendPlan(sender, plan));
    sendPlan(sender, createPlan(from, now));
    sender.flush();
    writeProgress(now);
  }

  private static SamplePlan createPlan(Instant from, Instant to) {
    return new SamplePlan(from, to, EVENTS_PER_SECOND, SEED, List.of(TENANT));
  }

  private static void sendPlan(EventSender sender, SamplePlan plan) {
    for (SampleKind kind : SampleKinds.ALL) {
      kind.createEvents(plan)
          .forEach(one -> sender.send(one.topic(), one.json().getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * The last hours of the month before, in UTC.
   *
   * @return empty when they were fed, would be too late, are part of the history, or are no longer
   *     kept
   */
  Optional<SamplePlan> findMonthEnd(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant end = today.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant from = end.minus(MONTH_END);
    Instant kept =
        today.minusDays(Keep.DEFAULT.hours() - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    boolean first = fedThrough().isEmpty() && history.compareTo(FULL_HISTORY) >= 0;
    boolean before = end.isBefore(now.minus(history));
    return first && before && !from.isBefore(kept)
        ? Optional.of(createPlan(from, end))
        : Optional.empty();
  }

  /** Where to continue: where it ended, but not before the history. */
  Instant findStart(Instant now) {
    Instant earliest = now.minus(history);
    return fedThrough().filter(earliest::isBefore).orElse(earliest);
  }

  /** Through which instant events were fed; nothing before the first time. */
  public Optional<Instant> fedThrough() {
    try {
      return Optional.of(Instant.parse(Files.readString(note).trim()));
    } catch (IOException | DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private void writeProgress(Instant through) {
    Path draft = note.resolveSibling(note.getFileName() + ".new");
    try {
      Files.writeString(PrivateFiles.createFile(draft), through.toString());
      Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StackException("cannot write " + note, failure);
    }
  }
}
