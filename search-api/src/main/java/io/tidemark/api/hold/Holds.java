/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.query.Queries;
import io.tidemark.api.search.TenantDocuments;
import io.tidemark.api.search.TenantDocuments.Copy;
import io.tidemark.api.search.TenantDocuments.Found;
import io.tidemark.api.search.TenantDocuments.Shard;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies documents under legal holds. It remembers how far it came in each shard; after a restart
 * it begins again, and copies that are there already stay as they are.
 */
@Component
public class Holds {

  private static final int PAGE = 500;

  /** Writes of that many numbers may become searchable in another order. */
  private static final long OVERLAP = 200;

  private final TenantDocuments documents;
  private final UsageStore store;
  private final SettingViews views;
  private final SettingView<Hold> view;
  private final Clock clock;
  private final Map<Place, Long> reached = new HashMap<>();
  private final Map<SettingAddress, Instant> completedAt = new HashMap<>();

  private record Place(SettingAddress hold, long revision, Shard shard) {}

  Holds(
      TenantDocuments documents, UsageStore store, SettingViews views, HoldKind kind, Clock clock) {
    this.documents = documents;
    this.store = store;
    this.views = views;
    this.view = views.open(kind);
    this.clock = clock;
  }

  /** Takes what was written, also by other instances. */
  void refresh() {
    views.refresh();
  }

  /** Ids of the holds of a tenant. */
  public List<String> listIds(String tenant) {
    return view.list(tenant).stream().map(entry -> entry.setting().address().id()).toList();
  }

  /** The index of a hold. Tenants with a hold of the same id share it. */
  static String indexOf(String id) {
    return PermanentIndex.HOLD + '-' + id;
  }

  /**
   * Copies what all holds of all tenants keep and what is not copied yet, the oldest indices first.
   *
   * @throws RuntimeException when not everything was copied
   */
  public synchronized void copyAll() {
    views.refresh();
    view.tenants().forEach(this::copyOf);
  }

  /** The same for the holds of one tenant. */
  public synchronized void copyAll(String tenant) {
    views.refresh();
    copyOf(tenant);
  }

  private void copyOf(String tenant) {
    List<SettingEntry<Hold>> holds = view.list(tenant);
    if (holds.isEmpty()) {
      return;
    }
    List<Shard> shards = store.listShards();
    for (IndexFamily family : HoldQuery.families()) {
      documents.refresh(family.pattern());
      String prefix = IndexFamily.PREFIX + family.id() + '-';
      shards.stream()
          .filter(shard -> shard.index().startsWith(prefix))
          .forEach(shard -> holds.forEach(hold -> copy(hold, family, shard)));
    }
    Instant now = clock.instant();
    holds.forEach(hold -> completedAt.put(hold.setting().address(), now));
  }

  private void copy(SettingEntry<Hold> hold, IndexFamily family, Shard shard) {
    Setting setting = hold.setting();
    String tenant = setting.address().tenant();
    Place place = new Place(setting.address(), setting.bodyRevision(), shard);
    long from = Math.max(0, reached.getOrDefault(place, 0L) - OVERLAP);
    List<Found> page;
    do {
      page =
          documents.search(
              tenant, shard, HoldQuery.createSearch(tenant, hold.value(), family, from, PAGE));
      documents.copy(tenant, page.stream().map(found -> copyOf(setting, found)).toList());
      from = page.isEmpty() ? from : page.get(page.size() - 1).sequenceNumber() + 1;
    } while (page.size() == PAGE);
    reached.merge(place, from, Math::max);
  }

  private Copy copyOf(Setting hold, Found found) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("tenant_id", hold.address().tenant()).put("hold", hold.address().id());
    document.put("index", found.index()).put("id", found.id());
    document.put("document_version", found.version());
    document.put("copied_at", clock.instant().toString());
    document.set("source", found.source());
    String names = hold.address().tenant() + '\n' + found.index() + '\n' + found.id();
    // A copy from before an erasure stays.
    boolean onlyNew = HoldQuery.isErased(found.source());
    return new Copy(
        indexOf(hold.address().id()), digest(names), found.version(), onlyNew, document);
  }

  private static String digest(String names) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(names.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Documents that a hold of a tenant keeps. */
  long countDocuments(String tenant, String id) {
    return documents.count(
        tenant, indexOf(id), Queries.all(List.of(Queries.term("tenant_id", tenant)), List.of()));
  }

  /** When this instance had copied everything last; null when it has not yet. */
  synchronized Instant findCompletion(String tenant, String id) {
    return completedAt.get(new SettingAddress(HoldKind.ID, tenant, id));
  }
}
