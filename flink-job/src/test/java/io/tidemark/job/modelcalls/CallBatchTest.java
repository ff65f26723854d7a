/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.dedup.IdSpace;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.modelcalls.CallAggregation;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.Outcome;
import io.tidemark.model.schema.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls packed for the network. */
@Tag("fast")
class CallBatchTest {

  private static final int MAX_PARALLELISM = 512;

  @Test
  void everyCallComesOutAsItWentIn() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<CallRow> calls = new ArrayList<>();
    CallBatch batch = new CallBatch();
    for (int i = 0; i < 500; i++) {
      calls.add(random(random));
      batch.add(calls.get(i));
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    CallBatchCodec.TYPE.serializer().serialize(batch, out);

    CallBatch read =
        CallBatchCodec.TYPE
            .serializer()
            .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.key()).isEqualTo(batch.key());
    List<CallRow> rows = Calls.rows(List.of(read));
    assertThat(rows).as("seed %s", seed).hasSameSizeAs(calls);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(rows.get(i))
          .as("call %s, seed %s", i, seed)
          .usingRecursiveComparison()
          .ignoringFields("buffer", "dimensionsStart")
          .isEqualTo(calls.get(i));
      assertThat(rows.get(i).dimensions()).isEqualTo(calls.get(i).dimensions());
    }
  }

  /** As the counting operator keeps them: without ids and dimensions, one after the other. */
  @Test
  void readsMeasuresThatStandApart() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CallBatch batch = new CallBatch();
    Aggregate expected = new Aggregate(CallAggregation.LAYOUT);
    ByteArrayOutputStream measures = new ByteArrayOutputStream();
    CallRow read = new CallRow();
    for (int i = 0; i < 500; i++) {
      CallRow call = random(random);
      CallAggregation.add(call, expected);
      int start = batch.length();
      batch.add(call);
      assertThat(batch.readKey(start, read)).isEqualTo(batch.length());
      assertThat(read.dimensions()).isEqualTo(call.dimensions());
      int from = CallBatch.measuresAt(start);
      measures.write(batch.bytes(), from, read.dimensionsStart - from);
    }

    Aggregate sum = new Aggregate(CallAggregation.LAYOUT);
    for (int at = 0; at < measures.size(); ) {
      at = CallBatch.readMeasures(measures.toByteArray(), at, read);
      CallAggregation.add(read, sum);
    }

    assertThat(written(sum)).as("seed %s", seed).isEqualTo(written(expected));
  }

  @Test
  void aBatchHoldsOneKeyGroupAndNoneIsLost() {
    List<CallBatch> sent = new ArrayList<>();
    CallBatches batches = new CallBatches(MAX_PARALLELISM, batch -> sent.add(batch.copy()));
    for (int i = 0; i < 100_000; i++) {
      batches.add(Calls.createRow("r" + i, "alice", Calls.TEN));
    }
    assertThat(sent).as("full ones do not wait").isNotEmpty();

    batches.flush();
    batches.flush();

    assertThat(Calls.rows(sent)).hasSize(100_000);
    for (CallBatch batch : sent) {
      assertThat(Calls.rows(List.of(batch)))
          .extracting(call -> keyGroup(IdSpace.key(IdSpace.bucketOf(call.idHigh))))
          .containsOnly(keyGroup(batch.key()));
    }
  }

  private static byte[] written(Aggregate aggregate) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    aggregate.writeTo(out);
    return out.getCopyOfBuffer();
  }

  private static int keyGroup(Integer key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, MAX_PARALLELISM);
  }

  private static CallRow random(Random random) {
    CallRow call =
        Calls.createRow("r" + random.nextInt(), "u".repeat(random.nextInt(500)), random.nextLong());
    call.content = (short) random.nextInt();
    call.statusCode = random.nextBoolean() ? -1 : 100 + random.nextInt(500);
    call.outcome = Outcome.ofCode(random.nextInt(3));
    call.inconsistent = random.nextBoolean();
    boolean rare = random.nextBoolean();
    int common = CallCount.countCommon();
    Arrays.setAll(call.counts, i -> i < common || rare ? count(random) : UNKNOWN);
    return call;
  }

  /** Unknown, small, at the edge of four bytes, or as great as a count can be; mostly small. */
  private static long count(Random random) {
    return switch (random.nextInt(100)) {
      case 0 -> Limits.MAX_COUNT;
      case 1 -> Integer.MAX_VALUE + (long) random.nextInt(3);
      case 2 -> Integer.MAX_VALUE - (long) random.nextInt(3);
      default -> random.nextInt(1000) - 1L;
    };
  }
}
