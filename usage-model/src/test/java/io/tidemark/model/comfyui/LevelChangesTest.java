/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class LevelChangesTest {

  private static final int WINDOW = 3_600_000;

  @RepeatedTest(20)
  void sumsTheSameChangesAsAMap() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // Few moments make changes meet and take each other back.
    int moments = 1 + random.nextInt(random.nextBoolean() ? 40 : WINDOW);
    LevelChanges changes = new LevelChanges();
    Map<Integer, Integer> expected = new TreeMap<>();
    for (int i = random.nextInt(3_000); i >= 0; i--) {
      switch (random.nextInt(200)) {
        case 0 -> changes = written(changes);
        case 1 -> assertThat(changesOf(changes)).as("seed %s", seed).isEqualTo(expected);
        case 2 -> {
          LevelChanges copy = new LevelChanges();
          copy.add(changes);
          changes = copy;
        }
        case 3 -> {
          LevelChanges more = new LevelChanges();
          for (int j = random.nextInt(100); j > 0; j--) {
            add(random, moments, more, expected);
          }
          changes.add(more);
        }
        default -> add(random, moments, changes, expected);
      }
    }
    assertThat(changes.net())
        .as("seed %s", seed)
        .isEqualTo(expected.values().stream().mapToLong(Integer::longValue).sum());
    assertThat(changesOf(changes)).as("seed %s", seed).isEqualTo(expected);
    assertThat(changesOf(written(changes))).as("seed %s", seed).isEqualTo(expected);
  }

  private static void add(
      Random random, int moments, LevelChanges target, Map<Integer, Integer> expected) {
    int offset = random.nextInt(moments);
    int delta = random.nextBoolean() ? 1 : -1;
    target.add(offset, delta);
    expected.merge(offset, delta, (a, b) -> a + b == 0 ? null : a + b);
  }

  private static Map<Integer, Integer> changesOf(LevelChanges changes) {
    Map<Integer, Integer> all = new TreeMap<>();
    for (int i = 0; i < changes.size(); i++) {
      all.put(changes.offset(i), changes.delta(i));
    }
    assertThat(all).hasSize(changes.size());
    return all;
  }

  private static LevelChanges written(LevelChanges changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    changes.writeTo(new DataOutputStream(bytes));
    LevelChanges read = new LevelChanges();
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }
}
