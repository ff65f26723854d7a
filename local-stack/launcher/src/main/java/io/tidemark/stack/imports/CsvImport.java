/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.stack.StackException;
import io.tidemark.stack.send.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a CSV file into native events. The file is read twice: once to check every row, find its
 * last event and take its fingerprint, once to hand the events on. Nothing is handed on from a file
 * with a broken row.
 */
public final class CsvImport {

  private static final int FINGERPRINT_DIGITS = 16;

  private final InputFile file;
  private final CsvMapping mapping;
  private final boolean shiftToNow;
  private final Clock clock;

  /**
   * Prepares an import.
   *
   * @param shiftToNow whether the whole trace moves in time, so that its last event is now
   * @throws StackException when the mapping does not fit the topic
   */
  public CsvImport(ImportRequest request, boolean shiftToNow, Clock clock) {
    this.file = request.file();
    this.mapping = CsvMapping.parseMapping(request.topic(), request.map(), request.set());
    this.shiftToNow = shiftToNow;
    this.clock = clock;
  }

  /**
   * Reads the whole file and sends nothing.
   *
   * @throws StackException naming the line of the first row that is no event
   */
  public Checked check() {
    MessageDigest digest = Sha256.create();
    Survey survey = new Survey();
    try (InputFile.Reading reading = file.open()) {
      InputStream content = new DigestInputStream(reading.content(), digest);
      EventWriter writer = new EventWriter(mapping, "", Duration.ZERO);
      CsvRows.read(
          content,
          mapping.columns().values(),
          (row, cells) -> {
            writer.writeEvent(row, cells);
            survey.add(row, eventTime(cells));
          });
    } catch (IOException failure) {
      throw file.explainUnreadable(failure);
    }
    String fingerprint = HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_DIGITS);
    return new Checked(survey.rows, fingerprint, computeShift(survey.last));
  }

  private Optional<Instant> eventTime(java.util.function.Function<String, String> cells) {
    String column = mapping.columns().get("event_time");
    if (column == null) {
      return Optional.empty();
    }
    return Optional.of(TraceTime.parseTime(cells.apply(column)));
  }

  /** Whole milliseconds, as events keep them: the distances between events stay what they are. */
  private Duration computeShift(Optional<Instant> last) {
    if (!shiftToNow) {
      return Duration.ZERO;
    }
    if (last.isEmpty()) {
      throw new StackException("--shift-to needs rows and --map event_time=Column");
    }
    return Duration.ofMillis(clock.millis() - last.get().toEpochMilli());
  }

  /** Hands all events on, in the order of the file. */
  public void readEvents(Checked checked, Consumer<byte[]> sink) {
    EventWriter writer = new EventWriter(mapping, checked.fingerprint(), checked.shift());
    try (InputFile.Reading reading = file.open()) {
      CsvRows.read(
          reading.content(),
          mapping.columns().values(),
          (row, cells) -> sink.accept(writer.writeEvent(row, cells)));
    } catch (IOException failure) {
      throw file.explainUnreadable(failure);
    }
  }

  /**
   * The result of the first reading.
   *
   * @param rows in the file
   * @param fingerprint of its content: the same for the same file under any name
   * @param shift to add to every time
   */
  public record Checked(long rows, String fingerprint, Duration shift) {}

  private static final class Survey {

    private long rows;
    private Optional<Instant> last = Optional.empty();

    void add(long row, Optional<Instant> time) {
      rows = row;
      if (time.isPresent() && (last.isEmpty() || time.get().isAfter(last.get()))) {
        last = time;
      }
    }
  }
}
