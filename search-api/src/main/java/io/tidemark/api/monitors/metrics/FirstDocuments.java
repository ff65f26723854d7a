/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.search.UsageStore;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When the documents of monitors begin: before that, no window counts as one without usage. */
@Component
public class FirstDocuments {

  /** The first kept day moves once a day. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private static final long MOST = 10_000;

  private final UsageStore store;
  private final Cache<String, Instant> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

  FirstDocuments(UsageStore store) {
    this.store = store;
  }

  /** The time of the first document; null if there is none. */
  Instant find(Scope scope, Monitor monitor) {
    return known.get(scope.tenant() + '\n' + monitor.shape(), key -> search(scope, monitor));
  }

  private Instant search(Scope scope, Monitor monitor) {
    return MonitorReader.first(
        store.searchAllDays(
            scope, StoredMetrics.family(monitor), MonitorQuery.first(monitor, scope)));
  }
}
