/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class IdTableTest {

  private static final long LIVE_FROM = 490_000;

  /** Ids lie close together in half of the rounds, so that runs are long and wrap around. */
  @RepeatedTest(300)
  void copiesTheLiveIdsOfATable() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int ids = random.nextInt(300);
    boolean close = random.nextBoolean();
    byte[] from = IdTable.ofCapacity(IdTable.capacityFor(ids) + random.nextInt(50));
    Map<Long, Short> live = new HashMap<>();
    for (int i = 0; i < ids; i++) {
      long word = IdTable.wordOf(close ? -(long) random.nextInt(1 << 24) : random.nextLong(), i);
      int slot = IdTable.find(from, word);
      if (slot < 0) {
        long hour = LIVE_FROM - random.nextInt(3) + 1;
        IdTable.insert(from, ~slot, word, (short) hour);
        if (hour >= LIVE_FROM) {
          live.put(word, (short) hour);
        }
      }
    }

    byte[] table = IdTable.ofCapacity(IdTable.capacityFor(live.size()) + random.nextInt(200));
    assertThat(IdTable.copyLive(table, from, LIVE_FROM)).as("seed %s", seed).isEqualTo(live.size());

    int used = 0;
    for (int slot = 0; slot < IdTable.capacity(table); slot++) {
      used += IdTable.wordAt(table, slot) == 0 ? 0 : 1;
    }
    assertThat(used).as("seed %s", seed).isEqualTo(live.size());
    live.forEach(
        (word, hour) -> {
          int slot = IdTable.find(table, word);
          assertThat(slot).as("seed %s, %x", seed, word).isNotNegative();
          assertThat(IdTable.wordAt(table, slot)).as("seed %s", seed).isEqualTo(word);
          assertThat(IdTable.hourAt(table, slot)).as("seed %s", seed).isEqualTo(hour);
        });
  }
}
