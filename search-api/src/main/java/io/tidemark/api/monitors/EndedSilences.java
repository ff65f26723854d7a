/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Deletes silences some time after their end: a tenant that makes them often has room for more. */
@Component
@ConditionalOnProperty(name = "tidemark.monitors.enabled", matchIfMissing = true)
class EndedSilences extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(EndedSilences.class);

  /** How long a silence stays after its end. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final SettingStore store;
  private final SilenceKind kind;
  private final SettingView<Silence> silences;
  private final Clock clock;

  EndedSilences(SettingStore store, SilenceKind kind, SettingViews views, Clock clock) {
    super("ended-silences");
    this.store = store;
    this.kind = kind;
    this.silences = views.open(kind);
    this.clock = clock;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Thread.sleep(PAUSE.toMillis());
      try {
        deleteAll();
      } catch (RuntimeException e) {
        LOG.warn("Silences that have ended are not deleted: {}", e.getMessage());
      }
    }
  }

  /** Deletes all that ended long ago; those in files are the operator's. */
  void deleteAll() {
    Instant latest = clock.instant().minus(KEPT);
    for (String tenant : silences.tenants()) {
      for (SettingEntry<Silence> entry : silences.list(tenant)) {
        boolean stored = entry.setting().origin() == Setting.Origin.API;
        if (stored && entry.value().to().isBefore(latest)) {
          store.deleteEnded(kind, entry.setting());
        }
      }
    }
  }
}
