/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.Sender;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PolledKeysTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final AtomicReference<List<IngestKey>> keys = new AtomicReference<>();

  private volatile boolean failed;

  private List<IngestKey> loadKeys() {
    List<IngestKey> now = keys.get();
    if (now == null) {
      failed = true;
      throw new OutOfMemoryError("of a test");
    }
    return now;
  }

  @Test
  void forgetsRevokedKeysAfterAnError() {
    IngestKey key =
        new IngestKey("aa", new Source("aa", "a", Source.KEY), new Sender("acme", null, null, "a"));
    keys.set(List.of(key));
    try (PolledKeys polled = new PolledKeys(List.of(this::loadKeys), Duration.ofMillis(1))) {
      assertThat(Await.until(() -> polled.findKey("aa").isPresent(), LIMIT)).isTrue();
      keys.set(null);
      assertThat(Await.until(() -> failed, LIMIT)).isTrue();
      keys.set(List.of());
      assertThat(Await.until(() -> polled.findKey("aa").isEmpty(), LIMIT)).isTrue();
    }
  }
}
