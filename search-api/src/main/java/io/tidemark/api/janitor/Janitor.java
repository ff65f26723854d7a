/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import io.tidemark.api.hold.Holds;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.web.BackgroundWork;
import io.tidemark.model.index.RestoredAlias;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Deletes days that are no longer kept, on clusters that do not do so themselves. Several instances
 * may do it at once: a day that is gone already is gone.
 */
@Component
@ConditionalOnProperty(name = "tidemark.janitor.enabled", matchIfMissing = true)
class Janitor extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMinutes(30);

  private final UsageStore store;
  private final Retention retention;
  private final Holds holds;
  private final Clock clock;

  Janitor(UsageStore store, Retention retention, Holds holds, Clock clock) {
    super("janitor");
    this.retention = retention;
    this.store = store;
    this.holds = holds;
    this.clock = clock;
  }

  /** Deletes what has expired; says which indices. */
  List<String> sweep() {
    if (store.hasLifecycle()) {
      return List.of();
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    // Names first: an index that is restored meanwhile has its alias from the beginning.
    List<String> names = store.indices();
    List<String> expired =
        ExpiredIndices.findExpired(names, findRestored(), retention.keep(), today);
    if (expired.isEmpty()) {
      return expired;
    }
    Set<String> uncopied = holds.copyPossible();
    List<String> deleted = expired.stream().filter(index -> !uncopied.contains(index)).toList();
    if (deleted.size() < expired.size()) {
      LOG.warn("Indices stay until legal holds have copied from them: {}", uncopied);
    }
    return deleted.stream().filter(this::tryDelete).toList();
  }

  /** An index that cannot be deleted, for example while a snapshot has it, keeps no other one. */
  private boolean tryDelete(String index) {
    try {
      store.deleteIndex(index);
      return true;
    } catch (ProblemException | IllegalStateException e) {
      LOG.warn("The index {} is not deleted this time: {}", index, e.getMessage());
      return false;
    }
  }

  private Map<String, LocalDate> findRestored() {
    Map<String, LocalDate> restored = new HashMap<>();
    store
        .findAliases(RestoredAlias.PATTERN)
        .forEach(
            (index, alias) ->
                RestoredAlias.findDay(alias).ifPresent(day -> restored.put(index, day)));
    return restored;
  }

  @Override
  protected void work() throws InterruptedException {
    Thread.sleep(FIRST.toMillis());
    while (isRunning()) {
      try {
        List<String> deleted = sweep();
        if (!deleted.isEmpty()) {
          LOG.info("Deleted expired indices: {}", deleted);
        }
      } catch (ProblemException | IllegalStateException e) {
        LOG.warn("Expired indices are not deleted this time: {}", e.getMessage());
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
