/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.directory.DirectoryAnswer.Imported;
import io.tidemark.api.directory.DirectoryAnswer.LineError;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.settings.SettingFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of a directory. A rejected line costs no other one. */
final class DirectoryImport {

  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_ERRORS = 100;
  private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(UTF_8);

  private final String tenant;
  private final Directory directory;

  /** The later one of two lines about the same thing counts. */
  private final Map<String, DirectoryLine> changed = new LinkedHashMap<>();

  private final List<LineError> errors = new ArrayList<>();
  private int accepted;
  private int unchanged;
  private int rejected;
  private int added;

  DirectoryImport(String tenant, Directory directory) {
    this.tenant = tenant;
    this.directory = directory;
  }

  void readAll(byte[] content) {
    int number = 0;
    int start = findStart(content);
    for (int at = start; at <= content.length; at++) {
      if (at == content.length || content[at] == '\n') {
        number++;
        readLine(number, content, start, at - start);
        start = at + 1;
      }
    }
  }

  /** Behind a byte order mark, with which editors on Windows begin files. */
  private static int findStart(byte[] content) {
    boolean marked = Arrays.mismatch(BYTE_ORDER_MARK, content) == BYTE_ORDER_MARK.length;
    return marked ? BYTE_ORDER_MARK.length : 0;
  }

  private void readLine(int number, byte[] content, int start, int length) {
    try {
      if (length > LONGEST_LINE) {
        throw new SettingFault("", "A line has at most " + LONGEST_LINE + " bytes.");
      }
      String line =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(content, start, length)).toString().strip();
      if (!line.isEmpty()) {
        addLine(DirectoryLine.parseLine(line));
      }
    } catch (CharacterCodingException e) {
      rejectEntry(number, "", "The line is not encoded in UTF-8.");
    } catch (SettingFault fault) {
      rejectEntry(number, fault.entry(), fault.getMessage());
    }
  }

  private void addLine(DirectoryLine line) {
    DirectoryEntry entry = line.entry();
    Optional<DirectoryEntry> before = directory.find(tenant, entry.kind(), entry.id());
    if (before.map(DirectoryEntry::origin).filter(DirectoryEntry.SCIM::equals).isPresent()) {
      throw new SettingFault(
          DirectoryDocument.ID, "The identity provider keeps this entry; change it there.");
    }
    String key = entry.kind().id() + '\n' + entry.id();
    DirectoryLine earlier = changed.get(key);
    boolean exists = earlier == null ? before.isPresent() : !earlier.deletes();
    boolean adds = !line.deletes() && !exists;
    if (adds && directory.size(tenant) + added >= DirectoryStore.MOST_ENTRIES) {
      throw new SettingFault(
          "", "The directory has " + DirectoryStore.MOST_ENTRIES + " entries already.");
    }
    accepted++;
    boolean same =
        line.deletes() ? !exists : earlier == null && before.filter(entry::equals).isPresent();
    if (same) {
      unchanged++;
      return;
    }
    changed.put(key, line);
    if (adds) {
      added++;
    } else if (line.deletes()) {
      added--;
    }
  }

  private void rejectEntry(int number, String entry, String reason) {
    rejected++;
    if (errors.size() < MOST_ERRORS) {
      errors.add(new LineError(number, entry, reason));
    }
  }

  /** The entries to be written. */
  List<Named> entries() {
    return changed.values().stream()
        .filter(line -> !line.deletes())
        .map(line -> new Named(line.entry(), null))
        .toList();
  }

  /** The entries to be deleted. */
  List<DirectoryEntry> deletedEntries() {
    return changed.values().stream()
        .filter(DirectoryLine::deletes)
        .map(DirectoryLine::entry)
        .toList();
  }

  Imported createAnswer() {
    return new Imported(accepted, unchanged, rejected, List.copyOf(errors));
  }
}
