/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.api.search.ReadNumbers;
import io.tidemark.api.web.BackgroundWork;
import io.tidemark.model.index.PermanentIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The directories of all tenants in memory, some seconds old: an answer with names waits for
 * nothing. It asks for what was written since the last time, and now and then for everything.
 */
@Component
public class Directory extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  private static final int PAGE = 1_000;

  private static final int MOST_UNREADABLE = 1_000;

  /** Deleted documents leave no trace for the reader of new ones. */
  private static final Duration WHOLE_AFTER = Duration.ofMinutes(5);

  private final DocumentStore documents;
  private final Duration refresh;
  private volatile Map<String, DirectoryNames> tenants = Map.of();
  private final Map<String, Map<String, DirectoryEntry>> stored = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private final ReadNumbers numbers = new ReadNumbers();
  private long wholeAt;
  private boolean whole = true;

  Directory(DocumentStore documents, @Value("${tidemark.settings.refresh:5s}") Duration refresh) {
    super("directory");
    this.documents = documents;
    this.refresh = refresh;
  }

  /** The entry with this id. */
  public Optional<DirectoryEntry> find(String tenant, DirectoryKind kind, String id) {
    return names(tenant).findEntry(kind, id);
  }

  /** The name of a value of a dimension; empty when the directory has none. */
  public Optional<String> findLabel(String tenant, String dimension, String value) {
    return value == null
        ? Optional.empty()
        : DirectoryKind.ofDimension(dimension)
            .flatMap(kind -> names(tenant).findEntry(kind, value))
            .map(DirectoryEntry::name);
  }

  /** The department of a user; empty when the directory says none. */
  public Optional<String> findDepartment(String tenant, String user) {
    return find(tenant, DirectoryKind.USER, user).map(DirectoryEntry::department);
  }

  /** Values of a dimension whose name has {@code part} in it. */
  public List<String> search(String tenant, String dimension, String part) {
    return DirectoryKind.ofDimension(dimension)
        .map(kind -> names(tenant).searchIds(kind, part))
        .orElse(List.of());
  }

  /** Those who report to {@code manager}, directly or not. */
  public SortedSet<String> listPeople(String tenant, String manager) {
    return names(tenant).listPeople(manager);
  }

  /** The workflows that belong to a user. */
  public Set<String> listWorkflows(String tenant, String owner) {
    return names(tenant).listWorkflows(owner);
  }

  /** The entries of one kind, in no order. */
  public Collection<DirectoryEntry> list(String tenant, DirectoryKind kind) {
    return names(tenant).listEntries(kind);
  }

  int size(String tenant) {
    return names(tenant).size();
  }

  private DirectoryNames names(String tenant) {
    return tenants.getOrDefault(tenant, DirectoryNames.EMPTY);
  }

  /** Reads everything again, because documents may have been deleted. */
  public synchronized void reload() {
    whole = true;
    refresh();
  }

  /** Reads what was written since the last time. */
  public synchronized void refresh() {
    long now = System.nanoTime();
    boolean everything = whole || now - wholeAt > WHOLE_AFTER.toNanos();
    long from = everything ? 0 : numbers.first();
    Set<Long> known = everything ? Set.of() : numbers.nextKnown();
    List<Stored> written = new ArrayList<>();
    List<Stored> page;
    do {
      page =
          documents.searchAllTenants(
              PermanentIndex.DIRECTORY,
              DirectoryDocument.listWritten(from, known, !everything, PAGE));
      written.addAll(page);
      from = page.isEmpty() ? from : page.get(page.size() - 1).version().sequenceNumber() + 1;
    } while (page.size() == PAGE);
    applyWritten(written, everything);
    List<Version> read = written.stream().map(Stored::version).toList();
    if (everything) {
      numbers.replace(read);
      whole = false;
      wholeAt = now;
    } else {
      numbers.add(read);
    }
  }

  private void applyWritten(List<Stored> written, boolean everything) {
    Set<String> changed = new HashSet<>();
    if (everything) {
      changed.addAll(stored.keySet());
      stored.clear();
    }
    for (Stored one : written) {
      JsonNode document = one.source();
      String tenant = document.path(DirectoryDocument.TENANT).asString("");
      if (DirectoryKind.find(document.path(DirectoryDocument.KIND).asString("")).isEmpty()) {
        continue;
      }
      Optional<DirectoryEntry> read = tryRead(tenant, document);
      if (read.isEmpty()) {
        continue;
      }
      DirectoryEntry entry = read.get();
      String key = entry.kind().id() + '\n' + entry.id();
      Map<String, DirectoryEntry> entries = stored.computeIfAbsent(tenant, made -> new HashMap<>());
      boolean deleted = document.path(DirectoryDocument.DELETED).asBoolean();
      DirectoryEntry before = deleted ? entries.remove(key) : entries.put(key, entry);
      if (deleted || !entry.equals(before)) {
        changed.add(tenant);
      }
    }
    if (!changed.isEmpty()) {
      Map<String, DirectoryNames> next = new HashMap<>(tenants);
      for (String tenant : changed) {
        next.put(tenant, new DirectoryNames(stored.getOrDefault(tenant, Map.of()).values()));
      }
      tenants = Map.copyOf(next);
    }
  }

  /** One entry that cannot be read must not cost the names of all tenants. */
  private Optional<DirectoryEntry> tryRead(String tenant, JsonNode document) {
    try {
      return Optional.of(DirectoryDocument.readEntry(document));
    } catch (RuntimeException e) {
      String id = document.path(DirectoryDocument.ID).asString("");
      if (unreadable.size() < MOST_UNREADABLE && unreadable.add(tenant + '\n' + id)) {
        LOG.warn(
            "The entry {} of the directory of {} cannot be read: {}", id, tenant, e.toString());
      }
      return Optional.empty();
    }
  }

  @Override
  protected void work() throws InterruptedException {
    boolean failing = false;
    while (isRunning()) {
      try {
        refresh();
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("The directory cannot be read; the names read before stay", e);
        }
        failing = true;
      }
      Thread.sleep(refresh.toMillis());
    }
  }
}
