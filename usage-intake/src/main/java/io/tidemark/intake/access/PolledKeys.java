/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.intake.schedule.RepeatedTask;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of several places, read again and again. While a place cannot be read, its last keys stay
 * valid: usage is not lost because the store of keys is away.
 */
final class PolledKeys implements IngestKeys, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolledKeys.class);

  private final List<KeySource> sources;
  private final Map<KeySource, List<IngestKey>> bySource = new HashMap<>();
  private final RepeatedTask loading = new RepeatedTask("ingest-keys", this::loadKeys);
  private volatile Map<String, IngestKey> keys = Map.of();
  private volatile boolean loaded;

  PolledKeys(List<KeySource> sources, Duration refresh) {
    this.sources = List.copyOf(sources);
    loading.start(Duration.ZERO, refresh);
  }

  private void loadKeys() {
    for (KeySource source : sources) {
      try {
        bySource.put(source, source.loadKeys());
      } catch (IOException | RuntimeException failure) {
        LOG.warn("The keys of {} cannot be read: {}", source, failure.getMessage());
      }
    }
    Map<String, IngestKey> found = new HashMap<>();
    bySource.values().forEach(list -> list.forEach(key -> found.put(key.sha256(), key)));
    keys = Map.copyOf(found);
    loaded = bySource.size() == sources.size();
  }

  @Override
  public Optional<IngestKey> findKey(String sha256) {
    return Optional.ofNullable(keys.get(sha256));
  }

  @Override
  public boolean isLoaded() {
    return loaded;
  }

  @Override
  public void close() {
    loading.close();
  }
}
