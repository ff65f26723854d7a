/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.TenantDocuments;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes entries. The last writer wins, but for {@link #replace}. */
@Component
public class DirectoryStore {

  /** Entries of one tenant: all of them are in the memory of each instance. */
  public static final int MOST_ENTRIES = 50_000;

  private static final int BATCH = 1_000;

  /** Groups may have thousands of members each. */
  private static final int PAGE = 50;

  private final DocumentStore documents;
  private final TenantDocuments pages;
  private final Directory directory;
  private final Clock clock;

  DirectoryStore(DocumentStore documents, TenantDocuments pages, Directory directory, Clock clock) {
    this.documents = documents;
    this.pages = pages;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * An entry, and what only the identity provider says of it.
   *
   * @param scim null for entries that are written here
   */
  public record Named(DirectoryEntry entry, JsonNode scim) {}

  /** An entry as it is stored, and which write of it that was. */
  public record StoredEntry(Named named, DocumentStore.Version version) {}

  /**
   * Items of an array in what an identity provider says: all of them may be too many for the memory
   * of one answer.
   *
   * @param member the member to read of each
   * @param kept whether an item is kept, by that member
   */
  public record ScimItems(String array, String member, Predicate<String> kept) {

    private String field() {
      return array + '.' + member;
    }

    private Reduction reduction() {
      return new Reduction(
          DirectoryDocument.SCIM::equals,
          array,
          item -> kept.test(item.path(member).asString("")) ? item : null);
    }
  }

  /** The entry with what the identity provider says of it, as it is stored. */
  public Optional<Named> find(String tenant, DirectoryKind kind, String id) {
    return findStored(tenant, kind, id).map(StoredEntry::named);
  }

  /** The same, to {@link #replace} it. */
  public Optional<StoredEntry> findStored(String tenant, DirectoryKind kind, String id) {
    return documents
        .find(PermanentIndex.DIRECTORY, DirectoryDocument.documentId(tenant, kind, id))
        .filter(stored -> !stored.source().path(DirectoryDocument.DELETED).asBoolean())
        .map(stored -> new StoredEntry(readNamed(stored.source()), stored.version()));
  }

  private static Named readNamed(JsonNode source) {
    return new Named(DirectoryDocument.readEntry(source), source.get(DirectoryDocument.SCIM));
  }

  /**
   * A page of the entries that an identity provider keeps, by id, as they are stored.
   *
   * @param items what to read of what the provider says
   * @param after the id after which they begin; empty for the first ones
   */
  public List<JsonNode> listScim(String tenant, DirectoryKind kind, ScimItems items, String after) {
    return pages
        .search(
            tenant,
            PermanentIndex.DIRECTORY.indexName(),
            DirectoryDocument.listScim(tenant, kind, items.field(), after, PAGE),
            items.reduction())
        .stream()
        .map(TenantDocuments.Found::source)
        .toList();
  }

  /** Whether a user is in the directory, as this instance knows it. */
  public boolean hasUser(String tenant, String user) {
    return directory.find(tenant, DirectoryKind.USER, user).isPresent();
  }

  /** Whether the tenant has room for that many more. */
  public boolean hasRoom(String tenant, int more) {
    return directory.size(tenant) + more <= MOST_ENTRIES;
  }

  /**
   * Erases the entry of a person. It stays under {@code pseudonym} with its department and manager
   * and without its name, or goes, also from there.
   *
   * @param keeps whether it stays under the pseudonym
   * @return documents that were changed or deleted
   */
  public long erasePerson(String tenant, String user, String pseudonym, boolean keeps) {
    directory.reload();
    List<Named> next =
        directory.find(tenant, DirectoryKind.USER, user).filter(entry -> keeps).stream()
            .map(entry -> new Named(entry.erased(pseudonym), null))
            .toList();
    putAll(tenant, "tidemark", next);
    List<String> gone = keeps ? List.of(user) : List.of(user, pseudonym);
    long deleted = gone.stream().filter(id -> deleteUser(tenant, id)).count();
    directory.reload();
    return next.size() + deleted;
  }

  private boolean deleteUser(String tenant, String user) {
    return documents.delete(
        PermanentIndex.DIRECTORY, DirectoryDocument.documentId(tenant, DirectoryKind.USER, user));
  }

  /** Writes entries, which answers of this instance then know. */
  public void putAll(String tenant, String user, List<Named> entries) {
    writeAll(
        tenant,
        entries,
        Named::entry,
        named ->
            DirectoryDocument.writeEntry(
                tenant, named.entry(), named.scim(), user, clock.instant()));
  }

  /**
   * Replaces an entry, which answers of this instance then know.
   *
   * @return false when the entry changed since {@code before} was read
   */
  public boolean replace(String tenant, String user, StoredEntry before, Named next) {
    boolean replaced =
        documents.replace(
            PermanentIndex.DIRECTORY,
            DirectoryDocument.documentId(tenant, next.entry().kind(), next.entry().id()),
            DirectoryDocument.writeEntry(tenant, next.entry(), next.scim(), user, clock.instant()),
            before.version());
    directory.refresh();
    return replaced;
  }

  /** Deletes entries. Documents without a name stay, by which other instances know of it. */
  void deleteAll(String tenant, String user, List<DirectoryEntry> entries) {
    writeAll(
        tenant,
        entries,
        entry -> entry,
        entry -> DirectoryDocument.writeDeletion(tenant, entry, user, clock.instant()));
  }

  private <T> void writeAll(
      String tenant,
      List<T> items,
      Function<T, DirectoryEntry> entryOf,
      Function<T, ObjectNode> write) {
    for (int from = 0; from < items.size(); from += BATCH) {
      Map<String, ObjectNode> batch = new LinkedHashMap<>();
      for (T item : items.subList(from, Math.min(items.size(), from + BATCH))) {
        DirectoryEntry entry = entryOf.apply(item);
        batch.put(
            DirectoryDocument.documentId(tenant, entry.kind(), entry.id()), write.apply(item));
      }
      documents.putAll(PermanentIndex.DIRECTORY, batch, true);
    }
    directory.refresh();
  }
}
