/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Silences that ended long ago take no room. */
@Tag("fast")
class EndedSilencesTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);
  private final SettingSample.InMemory settings = SettingSample.createInMemory(clock);
  private final SilenceKind kind = new SilenceKind(clock);
  private final EndedSilences ended =
      new EndedSilences(settings.store(), kind, settings.views(), clock);

  @Test
  void deletesThemSomeTimeAfterTheirEnd() {
    store("upgrade", NOW);
    store("holidays", NOW.plusSeconds(1));
    clock.setTime(NOW.plus(EndedSilences.KEPT));
    settings.views().refresh();
    ended.deleteAll();
    assertThat(settings.store().list(Scope.ofTenant("acme"), kind)).hasSize(2);

    clock.advanceBy(Duration.ofSeconds(1));
    ended.deleteAll();

    assertThat(settings.store().list(Scope.ofTenant("acme"), kind))
        .extracting(setting -> setting.address().id())
        .containsExactly("holidays");
    // Another instance that does not know it yet.
    ended.deleteAll();
    assertThat(settings.store().list(Scope.ofTenant("acme"), kind)).hasSize(1);
  }

  private void store(String id, Instant end) {
    String body =
        "{\"starts_at\":\"2026-03-12T08:00:00Z\",\"ends_at\":\"%s\"}".formatted(end.toString());
    Setting setting =
        SettingSample.create("silence", "acme", id, JsonMapper.shared().readTree(body), 1, NOW);
    settings.creation().accept(setting);
  }
}
