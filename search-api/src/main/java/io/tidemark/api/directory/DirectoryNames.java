/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The directory of one tenant at one moment. It never changes. */
final class DirectoryNames {

  static final DirectoryNames EMPTY = new DirectoryNames(List.of());

  /** People whose usage a manager sees; more would outgrow the filter of a search. */
  static final int MOST_PEOPLE = 10_000;

  /** Values that a search for a name may stand for. */
  private static final int MOST_MATCHES = 1_000;

  private final Map<DirectoryKind, Map<String, DirectoryEntry>> entries =
      new EnumMap<>(DirectoryKind.class);
  private final Map<String, List<String>> people = new HashMap<>();
  private final Map<String, SortedSet<String>> workflows = new HashMap<>();

  DirectoryNames(Collection<DirectoryEntry> all) {
    for (DirectoryKind kind : DirectoryKind.values()) {
      entries.put(kind, new HashMap<>());
    }
    for (DirectoryEntry entry : all) {
      entries.get(entry.kind()).put(entry.id(), entry);
      if (entry.manager() != null) {
        people.computeIfAbsent(entry.manager(), manager -> new ArrayList<>()).add(entry.id());
      }
      if (entry.owner() != null && entry.kind() == DirectoryKind.WORKFLOW) {
        workflows.computeIfAbsent(entry.owner(), owner -> new TreeSet<>()).add(entry.id());
      }
    }
  }

  Optional<DirectoryEntry> findEntry(DirectoryKind kind, String id) {
    return Optional.ofNullable(entries.get(kind).get(id));
  }

  Collection<DirectoryEntry> listEntries(DirectoryKind kind) {
    return entries.get(kind).values();
  }

  int size() {
    return entries.values().stream().mapToInt(Map::size).sum();
  }

  /** Ids whose name has {@code part} in it, upper or lower case. */
  List<String> searchIds(DirectoryKind kind, String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    return entries.get(kind).values().stream()
        .filter(entry -> entry.name() != null)
        .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(lower))
        .map(DirectoryEntry::id)
        .sorted()
        .limit(MOST_MATCHES)
        .toList();
  }

  /** Those who report to {@code manager}, and those who report to them. */
  SortedSet<String> listPeople(String manager) {
    SortedSet<String> found = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(people.getOrDefault(manager, List.of()));
    while (!next.isEmpty() && found.size() < MOST_PEOPLE) {
      String person = next.remove();
      // Managers may be in a circle.
      if (!person.equals(manager) && found.add(person)) {
        next.addAll(people.getOrDefault(person, List.of()));
      }
    }
    return found;
  }

  Set<String> listWorkflows(String owner) {
    return workflows.getOrDefault(owner, new TreeSet<>());
  }
}
