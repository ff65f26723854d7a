/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
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
   * With a fingerprint of f bits and n ids, a new id is mistaken for a known one at the rate n /
   * 2^f. Fingerprints of 20 bits show it; 15 bits of the bucket and 49 of the table make 64.
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

  /** Ids whose search begins at the last slots continue at the first ones. */
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

  /** An id, mixed as fingerprints are. */
  static long low(long id) {
    long mix = (id + 1) * 0x9E3779B97F4A7C15L;
    mix = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mix ^ (mix >>> 27);
  }
}
