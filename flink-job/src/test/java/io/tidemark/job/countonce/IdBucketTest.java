/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.countonce.IdBucket.Sighting;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

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
      Sighting expected =
          !known.containsKey(id)
              ? Sighting.FIRST
              : known.get(id) == content ? Sighting.AGAIN : Sighting.AGAIN_WITH_OTHER_CONTENT;
      known.putIfAbsent(id, content);

      Sighting seen = bucket.see(high(id), low(id), content, HOUR, NOTHING_FORGOTTEN);

      assertThat(seen).as("seed %s, step %s", seed, i).isEqualTo(expected);
    }
    assertThat(bucket.size()).isEqualTo(known.size());
  }

  @Test
  void idsAreForgottenByTheHourOfTheirEvent() {
    IdBucket bucket = new IdBucket();
    bucket.see(1, 1, (short) 0, HOUR, NOTHING_FORGOTTEN);
    bucket.see(2, 2, (short) 0, HOUR + 1, NOTHING_FORGOTTEN);

    assertThat(bucket.see(1, 1, (short) 0, HOUR + 2, HOUR)).isEqualTo(Sighting.AGAIN);
    assertThat(bucket.see(1, 1, (short) 0, HOUR + 2, HOUR + 1)).isEqualTo(Sighting.FIRST);
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
    bucket.see(1, 1, (short) 0, beforeWrap, NOTHING_FORGOTTEN);
    bucket.see(2, 2, (short) 0, beforeWrap + 1, NOTHING_FORGOTTEN);

    assertThat(bucket.oldestHour(beforeWrap + 24)).isEqualTo(beforeWrap);
    bucket.forgetBefore(beforeWrap + 1);

    assertThat(bucket.oldestHour(beforeWrap + 24)).isEqualTo(beforeWrap + 1);
  }

  @Test
  void expiredIdsMakeRoomBeforeTheTableGrows() {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < 100_000; i++) {
      long hour = HOUR + i / 1_000;
      bucket.see(high(i), low(i), (short) 0, hour, hour - 1);
    }

    assertThat(bucket.bytes()).isLessThan(4_000 * 32);
  }

  @Test
  void anIdTakesLessThan32Bytes() {
    IdBucket bucket = new IdBucket();
    double worst = 0;
    double sum = 0;
    int from = 200;
    int to = 2_000;
    for (int i = 0; i < to; i++) {
      bucket.see(high(i), low(i), (short) 0, HOUR, NOTHING_FORGOTTEN);
      if (i >= from) {
        double bytes = (double) bucket.bytes() / bucket.size();
        worst = Math.max(worst, bytes);
        sum += bytes;
      }
    }

    assertThat(worst).isLessThan(32);
    assertThat(sum / (to - from)).isLessThan(24);
  }

  @Test
  void itsSerialFormHoldsEveryId() throws IOException {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < 1_000; i++) {
      bucket.see(high(i), low(i), (short) i, HOUR, NOTHING_FORGOTTEN);
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    IdBucketSerializer.INSTANCE.serialize(bucket, out);

    IdBucket read =
        IdBucketSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.size()).isEqualTo(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(read.see(high(i), low(i), (short) i, HOUR, NOTHING_FORGOTTEN))
          .isEqualTo(Sighting.AGAIN);
    }
  }

  private static long high(long id) {
    return low(id * 31 + 7);
  }

  private static long low(long id) {
    long mix = (id + 1) * 0x9E3779B97F4A7C15L;
    mix = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mix ^ (mix >>> 27);
  }
}
