/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.api.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Before which moment a workload's figures no longer change by themselves. */
@Component
public class FinalThrough {

  /** Hours become final once an hour; a page asks for ten figures at once. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private final UsageStore store;
  private final Cache<Workload, Optional<Instant>> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  FinalThrough(UsageStore store) {
    this.store = store;
  }

  /** The end of the newest final hour; null while there is none. */
  public Instant of(Workload workload) {
    return known.get(workload, key -> read(store.newestProgress(key))).orElse(null);
  }

  private static Optional<Instant> read(JsonNode progress) {
    if (!progress.has("hour")) {
      return Optional.empty();
    }
    Instant start = Instant.parse(progress.path("hour").asString());
    return Optional.of(start.plus(Duration.ofMinutes(progress.path("window_minutes").asInt(60))));
  }
}
