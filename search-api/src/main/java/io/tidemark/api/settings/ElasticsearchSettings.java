/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.model.index.PermanentIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Settings and changes as documents of Elasticsearch. */
@Component
class ElasticsearchSettings implements SettingRepository {

  private final DocumentStore documents;

  ElasticsearchSettings(DocumentStore documents) {
    this.documents = documents;
  }

  @Override
  public Optional<Stored> findStored(SettingAddress address) {
    try {
      return documents
          .find(PermanentIndex.SETTINGS, address.documentId())
          .map(ElasticsearchSettings::readStored);
    } catch (ProblemException e) {
      if (!e.kind().equals(ProblemException.TOO_LARGE)) {
        throw e;
      }
      throw ProblemException.tooLarge(
          "The %s %s takes more memory than one answer may have; store fewer entries, or delete it."
              .formatted(address.kind(), address.id()),
          (long) e.properties().get("limit"));
    }
  }

  @Override
  public Optional<Stored> findStoredName(SettingAddress address) {
    return documents
        .findWithout(PermanentIndex.SETTINGS, address.documentId(), SettingDocument.BODY)
        .map(ElasticsearchSettings::readStored);
  }

  @Override
  public boolean createSetting(Setting first) {
    return documents.create(
        PermanentIndex.SETTINGS, first.address().documentId(), writeReadable(first));
  }

  @Override
  public boolean replaceSetting(Setting next, Version expected) {
    return documents.replace(
        PermanentIndex.SETTINGS, next.address().documentId(), writeReadable(next), expected);
  }

  /** One that no instance could read would be in force nowhere, and could not be changed. */
  private ObjectNode writeReadable(Setting setting) {
    ObjectNode document = SettingDocument.writeDocument(setting);
    documents.requireReadable(document);
    return document;
  }

  @Override
  public List<Setting> listSettings(String kind, String tenant, int most) {
    return documents
        .search(PermanentIndex.SETTINGS, tenant, SettingQuery.createSearch(kind, tenant, most))
        .stream()
        .map(found -> SettingDocument.readSetting(found.source()))
        .toList();
  }

  @Override
  public int countSettings(String kind, String tenant, int most) {
    Search search =
        SettingQuery.createSearch(kind, tenant, most).showing(List.of(SettingDocument.ID));
    return documents.search(PermanentIndex.SETTINGS, tenant, search).size();
  }

  @Override
  public List<String> listIds(String kind, String tenant, String after, int most) {
    return documents
        .search(PermanentIndex.SETTINGS, tenant, SettingQuery.listIds(kind, tenant, after, most))
        .stream()
        .map(found -> found.source().path(SettingDocument.ID).asString())
        .toList();
  }

  @Override
  public List<Stored> listWritten(long fromSequenceNumber, Set<Long> without, int most) {
    return searchAll(SettingQuery.listWritten(fromSequenceNumber, without, most));
  }

  @Override
  public List<Stored> listWrittenNames(long fromSequenceNumber, Set<Long> without, int most) {
    return searchAll(SettingQuery.listWrittenNames(fromSequenceNumber, without, most));
  }

  private List<Stored> searchAll(Search search) {
    return documents.searchAllTenants(PermanentIndex.SETTINGS, search).stream()
        .map(ElasticsearchSettings::readStored)
        .toList();
  }

  @Override
  public void appendChange(SettingChange change) {
    documents.create(
        PermanentIndex.CHANGES,
        change.address().changeId(change.revision()),
        SettingDocument.writeDocument(change));
  }

  @Override
  public boolean isLogged(SettingAddress address, long revision) {
    return documents.contains(PermanentIndex.CHANGES, address.changeId(revision));
  }

  @Override
  public Optional<SettingChange> findChange(SettingAddress address, long revision) {
    return documents
        .find(PermanentIndex.CHANGES, address.changeId(revision))
        .map(found -> SettingDocument.readChange(found.source()));
  }

  @Override
  public Optional<SettingChange> findLastChange(
      SettingAddress address, Set<SettingChange.Action> actions) {
    return documents
        .search(
            PermanentIndex.CHANGES, address.tenant(), SettingQuery.findLastChange(address, actions))
        .stream()
        .map(found -> SettingDocument.readChange(found.source()))
        .findFirst();
  }

  @Override
  public List<SettingChange> listChanges(SettingAddress address, ChangesUntil asked) {
    return documents
        .search(PermanentIndex.CHANGES, address.tenant(), SettingQuery.listChanges(address, asked))
        .stream()
        .map(found -> SettingDocument.readChange(found.source()))
        .toList();
  }

  private static Stored readStored(DocumentStore.Stored found) {
    return new Stored(SettingDocument.readSetting(found.source()), found.version());
  }
}
