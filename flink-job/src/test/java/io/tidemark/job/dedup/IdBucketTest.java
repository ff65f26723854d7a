/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class IdBucketTest {

  private static final long HOUR = 490_000;
  private static final long NOTHING_FORGOTTEN = Long.MIN_VALUE;

  @Test
  void agreesWithAMapForAnyIds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IdBucket bucket = new IdBucket();
    Map<Long, Short> known = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      long id = random.nextInt(6_000);
      short content = (short) random.nextInt(3);
      DedupResult expected =
          !known.containsKey(id)
              ? DedupResult.FIRST
              : known.get(id) == content ? DedupResult.AGAIN : DedupResult.AGAIN_WITH_OTHER_CONTENT;
      known.putIfAbsent(id, content);

      DedupResult seen = bucket.checkAndAdd(low(id), content, HOUR, NOTHING_FORGOTTEN);

      assertThat(seen).as("seed %s, step %s", seed, i).isEqualTo(expected);
    }
    assertThat(bucket.size()).isEqualTo(known.size());
  }

  /**
   * Copies are taken as before snapshots; either of the two goes on, and the other must stay as it
   * was, as long as a snapshot may read it.
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

  @Test
  void idsAreForgottenByTheHourOfTheirEvent() {
    IdBucket bucket = new IdBucket();
    bucket.checkAndAdd(low(1), (short) 0, HOUR, NOTHING_FORGOTTEN);
    bucket.checkAndAdd(low(2), (short) 0, HOUR + 1, NOTHING_FORGOTTEN);

    assertThat(bucket.checkAndAdd(low(1), (short) 0, HOUR + 2, HOUR)).isEqualTo(DedupResult.AGAIN);
    assertThat(bucket.checkAndAdd(low(1), (short) 0, HOUR + 2, HOUR + 1))
        .isEqualTo(DedupResult.FIRST);
    bucket.forgetBefore(HOUR + 2);

    assertThat(bucket.size()).isEqualTo(1);
    assertThat(bucket.oldestHour(HOUR + 1)).isEqualTo(HOUR + 2);
    bucket.forgetBefore(HOUR + 3);
    assertThat(bucket.isEmpty()).isTrue();
  }

  @Test
  void hoursThatWrapAroundSixteenBitsStayInOrder() {
    long beforeWrap = (1 << 16) * 8L - 1;
    IdBucket bucket = new IdBucket();
    bucket.checkAndAdd(low(1), (short) 0, beforeWrap, NOTHING_FORGOTTEN);
    bucket.checkAndAdd(low(2), (short) 0, beforeWrap + 1, NOTHING_FORGOTTEN);

    assertThat(bucket.oldestHour(beforeWrap + 24)).isEqualTo(beforeWrap);
    bucket.forgetBefore(beforeWrap + 1);

    assertThat(bucket.oldestHour(beforeWrap + 24)).isEqualTo(beforeWrap + 1);
  }

  @Test
  void expiredIdsMakeRoomBeforeTheTableGrows() {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < 100_000; i++) {
      long hour = HOUR + i / 1_000;
      bucket.checkAndAdd(low(i), (short) 0, hour, hour - 1);
    }

    assertThat(bucket.bytes()).isLessThan(4_000 * 16);
  }

  /** Whether snapshots are taken never, now and then or often. */
  @ParameterizedTest
  @CsvSource({"2147483647, 13", "700, 14", "150, 15", "30, 16"})
  void anIdTakesAboutThirteenBytes(int idsBetweenSnapshots, int onAverage) {
    IdBucket bucket = new IdBucket();
    double worst = 0;
    double sum = 0;
    int from = 200;
    int to = 2_000;
    for (int i = 0; i < to; i++) {
      bucket.checkAndAdd(low(i), (short) 0, HOUR, NOTHING_FORGOTTEN);
      if (i % idsBetweenSnapshots == idsBetweenSnapshots - 1) {
        bucket = bucket.copy();
      }
      if (i >= from) {
        double bytes = (double) bucket.bytes() / bucket.size();
        worst = Math.max(worst, bytes);
        sum += bytes;
      }
    }

    assertThat(worst).isLessThan(19);
    assertThat(sum / (to - from)).isLessThan(onAverage);
  }

  /** Each bit that a table keeps distinguishes ids: the promised rate rests on their number. */
  @Test
  void distinguishesIdsByFortyNineBits() {
    long id = low(1);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      IdBucket bucket = new IdBucket();
      bucket.checkAndAdd(id, (short) 0, HOUR, NOTHING_FORGOTTEN);
      assertThat(bucket.checkAndAdd(id ^ (1L << bit), (short) 0, HOUR, NOTHING_FORGOTTEN))
          .as("bit %s", bit)
          .isEqualTo(bit < 15 ? DedupResult.AGAIN : DedupResult.FIRST);
    }
  }

  /**
   * With a fingerprint of f bits and n ids, a new id is taken for a known one at the rate n / 2^f.
   * Fingerprints of 20 bits show it; 15 bits of the bucket and 49 of the table make 64.
   */
  @Test
  void mistakesNewIdsForKnownOnesAtThePredictedRate() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int shrunkenTo = 20;
    int known = 20_000;
    int tries = 200_000;
    IdBucket bucket = new IdBucket();
    while (bucket.size() < known) {
      bucket.checkAndAdd(
          random.nextLong() << (Long.SIZE - shrunkenTo), (short) 0, HOUR, NOTHING_FORGOTTEN);
    }
    int mistaken = 0;
    for (int i = 0; i < tries; i++) {
      IdBucket copy = i % 500 == 0 ? bucket.copy() : null;
      bucket = copy == null ? bucket : copy;
      long id = random.nextLong() << (Long.SIZE - shrunkenTo);
      // An hour before all others is forgotten: the bucket stays as it is.
      if (bucket.checkAndAdd(id, (short) 0, HOUR - 1, HOUR) != DedupResult.FIRST) {
        mistaken++;
      }
      if (bucket.size() > known + 1_000) {
        bucket.forgetBefore(HOUR);
      }
    }

    double predicted = (double) known / (1 << shrunkenTo);
    assertThat((double) mistaken / tries).as("seed %s", seed).isCloseTo(predicted, within(0.003));
    assertThat(1e10 / Math.pow(2, 15 + 49)).isLessThan(1e-9);
  }

  @Test
  void readsTheTwoWordsOfEarlierBuilds() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    out.writeInt(2_000);
    for (int i = 0; i < 2_000; i++) {
      out.writeLong(low(i));
      out.writeLong((long) i << 32 | (i & 0xffffL) << 16 | (HOUR & 0xffff));
    }

    IdBucket read =
        IdBucketCodec.SERIALIZER.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.size()).isEqualTo(2_000);
    assertThat(read.oldestHour(HOUR + 20)).isEqualTo(HOUR);
    for (int i = 0; i < 2_000; i++) {
      assertThat(read.checkAndAdd(low(i), (short) i, HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(DedupResult.AGAIN);
      assertThat(read.checkAndAdd(low(i), (short) (i + 1), HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(DedupResult.AGAIN_WITH_OTHER_CONTENT);
    }
  }

  /** Ids whose search begins at the last slots go on at the first ones. */
  @Test
  void findsIdsOfRunsThatWrapAround() {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < 300; i++) {
      assertThat(bucket.checkAndAdd(-1L - ((long) i << 15), (short) 0, HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(DedupResult.FIRST);
      for (int known = 0; known <= i; known += 7) {
        assertThat(
                bucket.checkAndAdd(-1L - ((long) known << 15), (short) 0, HOUR, NOTHING_FORGOTTEN))
            .isEqualTo(DedupResult.AGAIN);
      }
    }
  }

  /** Around the ends of the pieces that it is written in. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 2_048, 5_000})
  void itsSerialFormHoldsEveryId(int ids) throws IOException {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < ids; i++) {
      bucket.checkAndAdd(low(i), (short) i, HOUR, NOTHING_FORGOTTEN);
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    IdBucketCodec.SERIALIZER.serialize(bucket, out);

    IdBucket read =
        IdBucketCodec.SERIALIZER.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.size()).isEqualTo(ids);
    for (int i = 0; i < ids; i++) {
      assertThat(read.checkAndAdd(low(i), (short) i, HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(DedupResult.AGAIN);
    }
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

  private static long low(long id) {
    long mix = (id + 1) * 0x9E3779B97F4A7C15L;
    mix = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mix ^ (mix >>> 27);
  }
}
