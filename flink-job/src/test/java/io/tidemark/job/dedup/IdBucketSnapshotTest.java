/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static io.tidemark.job.dedup.IdBucketTest.low;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Snapshots hold the ids of their begin, while buckets continue. */
@Tag("fast")
class IdBucketSnapshotTest {

  private static final long HOUR = 490_000;
  private static final long NOTHING_FORGOTTEN = Long.MIN_VALUE;

  /**
   * Copies are taken as before snapshots; either of the two continues, and the other must stay as
   * it was, as long as a snapshot may read it.
   */
  @RepeatedTest(20)
  void isolatesABucketFromItsCopy() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IdBucket bucket = new IdBucket();
    Map<Long, Long> known = new HashMap<>();
    List<IdBucket> kept = new ArrayList<>();
    List<Map<Long, Integer>> keptWords = new ArrayList<>();
    long liveFrom = HOUR;
    int ids = 50 << random.nextInt(8);

    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(Math.min(ids, 1_000)) == 0) {
        IdBucket copy = bucket.copy();
        kept.add(bucket);
        keptWords.add(writtenOf(bucket));
        assertThat(writtenOf(copy)).as("seed %s", seed).isEqualTo(writtenOf(bucket));
        if (random.nextInt(4) == 0) {
          kept.set(kept.size() - 1, copy);
          copy = bucket;
        }
        bucket = copy;
      }
      if (random.nextInt(4_000) == 0) {
        liveFrom++;
        long dead = liveFrom;
        if (random.nextBoolean()) {
          bucket.forgetBefore(liveFrom);
          known.values().removeIf(hour -> hour < dead);
        }
      }
      long id = random.nextInt(2 * ids);
      long hour = liveFrom + random.nextInt(3);
      boolean isKnown = known.getOrDefault(id, Long.MIN_VALUE) >= liveFrom;

      DedupResult seen = bucket.checkAndAdd(low(id), (short) id, hour, liveFrom);

      assertThat(seen)
          .as("seed %s, step %s", seed, i)
          .isEqualTo(isKnown ? DedupResult.AGAIN : DedupResult.FIRST);
      if (!isKnown) {
        known.put(id, hour);
      }
    }
    bucket.forgetBefore(liveFrom);
    long last = liveFrom;
    known.values().removeIf(hour -> hour < last);
    assertThat(bucket.size()).as("seed %s", seed).isEqualTo(known.size());
    assertThat(kept).as("seed %s", seed).isNotEmpty();
    for (int i = 0; i < kept.size(); i++) {
      assertThat(writtenOf(kept.get(i))).as("seed %s", seed).isEqualTo(keptWords.get(i));
    }
  }

  /** As on the heap: snapshots are written in any order, two of them at a time, or aborted. */
  @RepeatedTest(20)
  void snapshotsWriteTheIdsOfTheirBegin() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IdBucket bucket = new IdBucket();
    Map<Long, Long> known = new HashMap<>();
    Map<IdBucket, List<Map<Long, Integer>>> open = new LinkedHashMap<>();
    int begun = 0;
    boolean loaded = false;
    long liveFrom = HOUR;
    int ids = 50 << random.nextInt(8);

    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(150) == 0) {
        begun++;
        open.computeIfAbsent(bucket, held -> new ArrayList<>()).add(idsOf(bucket));
        loaded = false;
      }
      if (random.nextInt(100) == 0 && !open.isEmpty()) {
        IdBucket held = pick(open.keySet(), random);
        Map<Long, Integer> expected = open.get(held).remove(0);
        if (random.nextInt(20) > 0) {
          assertThat(writtenOf(held)).as("seed %s", seed).isEqualTo(expected);
        }
        open.values().removeIf(List::isEmpty);
        loaded = loaded && random.nextBoolean();
      }
      if (!loaded) {
        bucket = open.containsKey(bucket) ? bucket.copy() : bucket;
        bucket.takeBackShared(begun, liveFrom);
        loaded = true;
      }
      liveFrom += random.nextInt(4_000) == 0 ? 1 : 0;
      long id = random.nextInt(2 * ids);
      long hour = liveFrom + random.nextInt(3);
      boolean isKnown = known.getOrDefault(id, Long.MIN_VALUE) >= liveFrom;

      DedupResult seen = bucket.checkAndAdd(low(id), (short) id, hour, liveFrom);

      assertThat(seen)
          .as("seed %s, step %s", seed, i)
          .isEqualTo(isKnown ? DedupResult.AGAIN : DedupResult.FIRST);
      if (!isKnown) {
        known.put(id, hour);
      }
    }
  }

  private static IdBucket pick(Set<IdBucket> buckets, Random random) {
    return new ArrayList<>(buckets).get(random.nextInt(buckets.size()));
  }

  @Test
  void takesTheTableBackWhenAllSnapshotsHaveWrittenIt() throws IOException {
    IdBucket first = new IdBucket();
    for (int i = 0; i < 1_000; i++) {
      first.checkAndAdd(low(i), (short) i, HOUR, NOTHING_FORGOTTEN);
    }
    long bytes = first.bytes();

    IdBucket bucket = first.copy();
    bucket.takeBackShared(2, NOTHING_FORGOTTEN);
    bucket.checkAndAdd(low(1_000), (short) 0, HOUR, NOTHING_FORGOTTEN);
    assertThat(writtenOf(first)).hasSize(1_000);
    bucket.takeBackShared(2, NOTHING_FORGOTTEN);
    assertThat(bucket.bytes()).as("one of two has written it").isGreaterThan(bytes);

    assertThat(writtenOf(first)).hasSize(1_000);
    bucket.takeBackShared(2, NOTHING_FORGOTTEN);

    assertThat(bucket.bytes()).isEqualTo(bytes);
    for (int i = 0; i <= 1_000; i++) {
      assertThat(bucket.checkAndAdd(low(i), (short) (i % 1_000), HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(DedupResult.AGAIN);
    }
  }

  /** The second snapshot holds the table, too, by a bucket that has not taken it back. */
  @Test
  void leavesTheTableToASnapshotOfItsCopy() throws IOException {
    IdBucket first = new IdBucket();
    for (int i = 0; i < 1_000; i++) {
      first.checkAndAdd(low(i), (short) i, HOUR, NOTHING_FORGOTTEN);
    }
    IdBucket second = first.copy();
    second.takeBackShared(1, NOTHING_FORGOTTEN);
    IdBucket third = second.copy();
    assertThat(writtenOf(first)).hasSize(1_000);

    third.takeBackShared(2, NOTHING_FORGOTTEN);
    third.checkAndAdd(low(1_000), (short) 0, HOUR, NOTHING_FORGOTTEN);

    assertThat(writtenOf(second)).hasSize(1_000);
  }

  /** The entries of the bucket as they are written, by id; writing one twice is an error. */
  private static Map<Long, Integer> writtenOf(IdBucket bucket) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    bucket.writeIds(out);
    ByteBuffer written = ByteBuffer.wrap(out.getCopyOfBuffer());
    Map<Long, Integer> words = new HashMap<>();
    while (written.hasRemaining()) {
      long word = written.getLong();
      words.put(word >>> 15, ((int) (word & 0x7fff) << 16) | (written.getShort() & 0xffff));
    }
    assertThat(words).hasSize(bucket.size());
    return words;
  }

  /** The same without writing them. */
  private static Map<Long, Integer> idsOf(IdBucket bucket) {
    Map<Long, Integer> words = new HashMap<>();
    bucket.forEach(
        (word, hour) -> words.put(word >>> 15, ((int) (word & 0x7fff) << 16) | (hour & 0xffff)));
    return words;
  }
}
