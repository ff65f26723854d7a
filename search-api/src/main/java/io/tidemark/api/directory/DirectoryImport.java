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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of a directory. A rejected line costs no other one. */
final class DirectoryImport {

  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_ERRORS = 100;

  private final String tenant;
  private final Directory directory;

  /** The later one of two lines about the same thing counts. */
  private final Map<String, DirectoryEntry> changed = new LinkedHashMap<>();

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
    int start = 0;
    for (int at = 0; at <= content.length; at++) {
      if (at == content.length || content[at] == '\n') {
        number++;
        readLine(number, content, start, at - start);
        start = at + 1;
      }
    }
  }

  private void readLine(int number, byte[] content, int start, int length) {
    try {
      if (length > LONGEST_LINE) {
        throw new SettingFault("", "A line has at most " + LONGEST_LINE + " bytes.");
      }
      String line =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(content, start, length)).toString().strip();
      if (!line.isEmpty()) {
        addEntry(DirectoryLine.parseLine(line));
      }
    } catch (CharacterCodingException e) {
      rejectEntry(number, "", "The line is not encoded in UTF-8.");
    } catch (SettingFault fault) {
      rejectEntry(number, fault.entry(), fault.getMessage());
    }
  }

  private void addEntry(DirectoryEntry entry) {
    Optional<DirectoryEntry> before = directory.find(tenant, entry.kind(), entry.id());
    if (before.map(DirectoryEntry::origin).filter(DirectoryEntry.SCIM::equals).isPresent()) {
      throw new SettingFault(
          DirectoryDocument.ID, "The identity provider keeps this entry; change it there.");
    }
    String key = entry.kind().id() + '\n' + entry.id();
    boolean known = before.isPresent() || changed.containsKey(key);
    if (!known && directory.size(tenant) + added >= DirectoryStore.MOST_ENTRIES) {
      throw new SettingFault(
          "", "The directory has " + DirectoryStore.MOST_ENTRIES + " entries already.");
    }
    added += known ? 0 : 1;
    accepted++;
    if (before.isPresent() && before.get().equals(entry) && !changed.containsKey(key)) {
      unchanged++;
    } else {
      changed.put(key, entry);
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
    return changed.values().stream().map(entry -> new Named(entry, null)).toList();
  }

  Imported createAnswer() {
    return new Imported(accepted, unchanged, rejected, List.copyOf(errors));
  }
}
