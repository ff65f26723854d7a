/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.tidemark.intake.kafka.IntakeRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file of the spool, also behind damaged bytes. A write that a crash cut short leaves the
 * beginning of an entry, or zeros, at the end: it was never answered, and is no damage.
 */
final class SpoolFileReader {

  /**
   * A file that was read.
   *
   * @param entries the records of each whole entry, in order
   * @param damage the bytes that belong to none, in order
   */
  record Content(List<List<IntakeRecord>> entries, List<Damage> damage) {}

  /** Bytes that belong to no whole entry, from an offset of the file on. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Damage(int offset, byte[] bytes) {}

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
      List<IntakeRecord> entry = SpoolFile.decodeEntry(file, offset);
      if (entry == null) {
        int next = findNextEntry(offset);
        keepDamage(offset, next);
        offset = next;
      } else {
        entries.add(entry);
        offset = endOfEntry(offset);
      }
    }
  }

  /** The next whole entry behind a damaged one; the end of the file without one. */
  private int findNextEntry(int damaged) {
    // Nothing inside of a damaged entry may pass for an entry if its length can be trusted.
    int end = endOfEntry(damaged);
    if (end == file.length || (end > 0 && SpoolFile.decodeEntry(file, end) != null)) {
      return end;
    }
    for (int offset = damaged + 1; offset < file.length; offset++) {
      if (SpoolFile.decodeEntry(file, offset) != null) {
        return offset;
      }
    }
    return file.length;
  }

  private void keepDamage(int from, int to) {
    if (to < file.length || !isTorn(from)) {
      damage.add(new Damage(from, Arrays.copyOfRange(file, from, to)));
    }
  }

  /** Whether the rest of the file is what a crash leaves of a write. */
  private boolean isTorn(int from) {
    boolean isCut = endOfEntry(from) < 0 && SpoolFile.isCutShort(file, from);
    return isCut || isZero(from);
  }

  /**
   * Where the entry at an offset ends by its length; negative if that is not inside of the file.
   */
  private int endOfEntry(int offset) {
    if (file.length - offset < SpoolFile.HEADER_BYTES) {
      return -1;
    }
    int length = ByteBuffer.wrap(file).getInt(offset);
    int left = file.length - offset - SpoolFile.HEADER_BYTES;
    return length < 0 || length > left ? -1 : offset + SpoolFile.HEADER_BYTES + length;
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
