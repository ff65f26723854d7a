/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.tidemark.api.problem.ProblemException;
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
import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies documents under legal holds. It remembers how far it came in each shard; after a restart
 * it begins again, and copies that are there already stay as they are. The copies of one tenant run
 * one after the other, and those of several tenants do not wait for each other.
 */
@Component
public class Holds {

  private static final int PAGE = 500;

  /** Writes of that many numbers may become searchable in another order. */
  private static final long OVERLAP = 200;

  /** How long a request waits for a copy that runs; also its Retry-After. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final TenantDocuments documents;
  private final UsageStore store;
  private final SettingViews views;
  private final SettingView<Hold> view;
  private final Clock clock;
  private final Map<String, ReentrantLock> copying = new ConcurrentHashMap<>();
  private final Map<Place, Long> reached = new ConcurrentHashMap<>();
  private final Map<Body, Instant> completedAt = new ConcurrentHashMap<>();

  /** One revision of a hold: each may keep other documents. */
  private record Body(SettingAddress hold, long revision) {

    static Body of(Setting hold) {
      return new Body(hold.address(), hold.bodyRevision());
    }
  }

  private record Place(Body hold, Shard shard) {}

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
   * @throws RuntimeException when not everything was copied, after all that could be
   */
  public void copyAll() {
    copyTenants().requireNone();
  }

  /**
   * The same for the holds of one tenant; waits for a copy that runs.
   *
   * @throws RuntimeException when not everything was copied, after all that could be
   */
  public void copyAll(String tenant) {
    views.refresh();
    copyTenant(tenant).requireNone();
  }

  /**
   * The same for a request that deletes documents.
   *
   * @throws ProblemException 503 when a copy runs for long, or not everything was copied
   */
  public void copyBeforeDeletion(String tenant) {
    copyBeforeDeletion(tenant, LONGEST_WAIT);
  }

  void copyBeforeDeletion(String tenant, Duration longestWait) {
    views.refresh();
    ReentrantLock lock = lockOf(tenant);
    if (!tryLock(lock, longestWait)) {
      throw ProblemException.unavailable(
          "Documents under legal holds are being copied, and nothing is deleted meanwhile.",
          LONGEST_WAIT);
    }
    try {
      if (!copyLocked(tenant).indices().isEmpty()) {
        throw ProblemException.unavailable(
            "Not all documents under legal holds are copied, so that nothing was deleted.",
            LONGEST_WAIT);
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean tryLock(ReentrantLock lock, Duration longestWait) {
    try {
      return lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Copies what can be copied.
   *
   * @return the indices with documents that a hold keeps and that are not copied: they must stay
   */
  public Set<String> copyPossible() {
    return copyTenants().indices();
  }

  private CopyFailures copyTenants() {
    views.refresh();
    CopyFailures failures = new CopyFailures();
    view.tenants().forEach(tenant -> failures.addAll(copyTenant(tenant)));
    return failures;
  }

  private CopyFailures copyTenant(String tenant) {
    ReentrantLock lock = lockOf(tenant);
    lock.lock();
    try {
      return copyLocked(tenant);
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lockOf(String tenant) {
    return copying.computeIfAbsent(tenant, name -> new ReentrantLock());
  }

  private CopyFailures copyLocked(String tenant) {
    CopyFailures failures = new CopyFailures();
    List<SettingEntry<Hold>> holds = view.list(tenant);
    if (holds.isEmpty()) {
      return failures;
    }
    List<Shard> shards = store.listShards();
    for (IndexFamily family : HoldQuery.families()) {
      documents.refresh(family.pattern());
      String prefix = IndexFamily.PREFIX + family.id() + '-';
      shards.stream()
          .filter(shard -> shard.index().startsWith(prefix))
          .forEach(shard -> holds.forEach(hold -> tryCopy(hold, family, shard, failures)));
    }
    Instant now = clock.instant();
    holds.stream()
        .map(SettingEntry::setting)
        .filter(hold -> !failures.isOf(hold.address()))
        .forEach(hold -> completedAt.put(Body.of(hold), now));
    return failures;
  }

  /** A hold whose index takes no copies stops no other one. */
  private void tryCopy(
      SettingEntry<Hold> hold, IndexFamily family, Shard shard, CopyFailures failures) {
    try {
      copy(hold, family, shard);
    } catch (RuntimeException e) {
      failures.add(hold.setting().address(), shard.index(), e);
    }
  }

  private void copy(SettingEntry<Hold> hold, IndexFamily family, Shard shard) {
    Setting setting = hold.setting();
    String tenant = setting.address().tenant();
    Place place = new Place(Body.of(setting), shard);
    long from = Math.max(0, reached.getOrDefault(place, 0L) - OVERLAP);
    List<Found> page;
    do {
      page =
          documents.search(
              tenant, shard, HoldQuery.createSearch(tenant, hold.value(), family, from, PAGE));
      documents.copy(
          tenant,
          page.stream()
              .filter(found -> HoldQuery.isInTime(hold.value(), found.source()))
              .map(found -> copyOf(setting, found))
              .toList());
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
        indexOf(hold.address().id()),
        Sha256.digestToBase64(names),
        found.version(),
        onlyNew,
        document);
  }

  /** Documents that a hold of a tenant keeps. */
  long countDocuments(String tenant, String id) {
    return documents.count(
        tenant, indexOf(id), Queries.all(List.of(Queries.term("tenant_id", tenant)), List.of()));
  }

  /** When this instance had copied everything last; null when it has not yet. Never waits. */
  Instant findCompletion(Setting hold) {
    return completedAt.get(Body.of(hold));
  }
}
