/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.tidemark.intake.kafka.IntakeRecord;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file of the spool, also behind a damaged entry whose length is sound: its records take as
 * many bytes. Without that nothing tells the next entry from bytes of a payload, in which a sender
 * may have written an entry of another tenant, so the rest of the file is damage, too. A write that
 * a crash cut short leaves the beginning of an entry, or zeros, at the end: it was never answered,
 * and is no damage.
 */
final class SpoolFileReader {

  /**
   * A file that was read.
   *
   * @param entries the records of each whole entry, in order
   * @param damage the bytes that were not read as entries, in order
   */
  record Content(List<List<IntakeRecord>> entries, List<Damage> damage) {}

  /**
   * Bytes that were not read as an entry, from an offset of the file on.
   *
   * @param isRest whether they are the rest of the file, which may hold whole entries
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Damage(int offset, byte[] bytes, boolean isRest) {}

  private final byte[] file;
  private final List<List<IntakeRecord>> entries = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();

  private SpoolFileReader(byte[] file) {
    this.file = file;
  }

  static Content readFile(Path file) throws IOException {
    SpoolFileReader reader = new SpoolFileReader(Files.readAllBytes(file));
    reader.readEntries();
    return new Content(reader.entries, reader.damage);
  }

  private void readEntries() {
    int offset = 0;
    while (offset < file.length) {
      int end = SpoolFile.findEnd(file, offset);
      if (end < 0 || !readEntry(offset, end)) {
        keepRest(offset);
        return;
      }
      offset = end;
    }
  }

  /** Reads an entry or keeps it as damaged; false if its length is not sound. */
  private boolean readEntry(int offset, int end) {
    List<IntakeRecord> records;
    try {
      records = SpoolFile.decodeRecords(file, offset, end);
    } catch (IOException unsound) {
      return false;
    }
    if (SpoolFile.isWhole(file, offset, end)) {
      entries.add(records);
    } else {
      damage.add(new Damage(offset, Arrays.copyOfRange(file, offset, end), false));
    }
    return true;
  }

  private void keepRest(int from) {
    if (!isCutShort(from) && !isZero(from)) {
      damage.add(new Damage(from, Arrays.copyOfRange(file, from, file.length), true));
    }
  }

  /** Whether both the length and the records of the last entry continue behind the file. */
  private boolean isCutShort(int from) {
    if (SpoolFile.findEnd(file, from) >= 0) {
      return false;
    }
    try {
      SpoolFile.decodeRecords(file, from, file.length);
      return false;
    } catch (EOFException cut) {
      return true;
    } catch (IOException invalid) {
      return false;
    }
  }

  private boolean isZero(int from) {
    for (int offset = from; offset < file.length; offset++) {
      if (file[offset] != 0) {
        return false;
      }
    }
    return true;
  }
}
