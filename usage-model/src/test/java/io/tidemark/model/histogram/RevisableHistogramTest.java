/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class RevisableHistogramTest {

  /** Added and taken back in parts that meet in any order, against a plain list. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void leastAndGreatestAreExact(long seed) throws IOException {
    Random random = new Random(seed);
    RevisableHistogram all = new RevisableHistogram();
    List<Long> left = new ArrayList<>();
    int takenBack = 0;
    for (int part = 0; part < 60; part++) {
      RevisableHistogram more = new RevisableHistogram();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        if (!left.isEmpty() && takenBack < RetractableMinimum.KEPT - 1 && random.nextInt(4) == 0) {
          int extreme = random.nextBoolean() ? 0 : left.size() - 1;
          left.sort(null);
          more.remove(left.remove(extreme));
          takenBack++;
        } else {
          long value = random.nextInt(2_000_000);
          left.add(value);
          more.add(value);
        }
      }
      all.add(copy(more));
      all = copy(all);
    }
    left.sort(null);
    JsonNode written = write(all);
    assertThat(written.path("count").asInt()).isEqualTo(left.size());
    assertThat(written.path("min").asLong()).isEqualTo(left.get(0));
    assertThat(written.path("max").asLong()).isEqualTo(left.get(left.size() - 1));
    assertThat(written.path("sum").asLong())
        .isEqualTo(left.stream().mapToLong(value -> value).sum());
  }

  @Test
  void whenAllThatIsRememberedIsTakenBackTheBinsAreLeft() throws IOException {
    RevisableHistogram histogram = new RevisableHistogram();
    for (long value = 1000; value < 1100; value++) {
      histogram.add(value);
    }
    for (long value = 1000; value < 1050; value++) {
      histogram.remove(value);
    }
    assertThat(write(histogram).path("min").asLong()).isEqualTo(1024);
    assertThat(write(histogram).path("max").asLong()).isEqualTo(1099);
  }

  /** State of an earlier build holds long durations in its last bin only. */
  @Test
  void retractsDurationsOfEarlierBuilds() throws IOException {
    RevisableHistogram earlier = ofAnEarlierBuild(1_800_000, 1_800_000, 5_000_000);
    RevisableHistogram more = new RevisableHistogram();
    more.remove(1_800_000);
    more.add(20);
    more.add(7_200_000);
    earlier.add(more);

    JsonNode written = write(copy(earlier));

    assertThat(written.path("bins").toString())
        .isEqualTo(
            "{\"b020\":1,\"b272\":2,\"%s\":1}"
                .formatted(LatencyBins.fieldName(LatencyBins.of(7_200_000))));
    assertThat(written.path("count").asInt()).isEqualTo(4);
    assertThat(written.path("max").asInt()).isEqualTo(7_200_000);

    RevisableHistogram rest = new RevisableHistogram();
    rest.remove(1_800_000);
    rest.remove(5_000_000);
    earlier.add(rest);
    assertThat(write(earlier).path("bins").has("b272")).isFalse();
    assertThat(write(earlier).path("count").asInt()).isEqualTo(2);
  }

  private static RevisableHistogram ofAnEarlierBuild(long... durations) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    RetractableMinimum least = new RetractableMinimum();
    RetractableMinimum greatest = new RetractableMinimum();
    LongStream.of(durations).forEach(one -> least.add(one, 1));
    LongStream.of(durations).forEach(one -> greatest.add(-one, 1));
    out.writeBoolean(false);
    out.writeLong(durations.length);
    out.writeLong(LongStream.of(durations).sum());
    out.writeLong(LongStream.of(durations).min().orElseThrow());
    out.writeLong(LongStream.of(durations).max().orElseThrow());
    out.writeShort(1);
    out.writeShort(272);
    out.writeLong(durations.length);
    least.writeTo(out);
    greatest.writeTo(out);
    RevisableHistogram histogram = new RevisableHistogram();
    histogram.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return histogram;
  }

  /** Parts of any size, read and written in between, against one that folds each change. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 31, 32, 33, 64, 500})
  void foldsChangesWithoutALoss(int changes) throws IOException {
    Random random = new Random(changes);
    FoldedDurations expected = new FoldedDurations();
    RevisableHistogram all = new RevisableHistogram();
    RevisableHistogram part = new RevisableHistogram();
    for (int i = 0; i < changes; i++) {
      long value = random.nextInt(2_000_000);
      expected.add(value);
      part.add(value);
      if (random.nextInt(5) == 0) {
        expected.remove(value);
        part.remove(value);
      }
      if (random.nextInt(20) == 0) {
        all.add(copy(part));
        part = new RevisableHistogram();
      }
    }
    all.merge(part);
    assertThat(write(copy(all))).isEqualTo(write(expected::writeField));
  }

  /** A snapshot is written while the window may be read. */
  @ParameterizedTest
  @ValueSource(ints = {10, 40})
  void doesNotChangeWhileItIsRead(int values) throws IOException {
    RevisableHistogram histogram = new RevisableHistogram();
    LongStream.range(0, values).forEach(histogram::add);
    byte[] before = bytesOf(histogram);
    write(histogram);
    RevisableHistogram all = new RevisableHistogram();
    all.add(1);
    all.add(histogram);
    all.add(2);
    assertThat(bytesOf(histogram)).isEqualTo(before);
  }

  @Test
  void rejectsMoreChangesThanItKeeps() {
    byte[] damaged = {2, RevisableHistogram.MAX_CHANGES + 1, 0};
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(damaged));
    assertThatThrownBy(() -> new RevisableHistogram().readFrom(in))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("at most 32");
  }

  @Test
  void leavesNothingAfterFullRetraction() throws IOException {
    RevisableHistogram histogram = new RevisableHistogram();
    histogram.remove(5);
    histogram.add(5);
    assertThat(write(histogram).isMissingNode()).isTrue();
  }

  private static RevisableHistogram copy(RevisableHistogram histogram) throws IOException {
    RevisableHistogram copy = new RevisableHistogram();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytesOf(histogram))));
    return copy;
  }

  private static byte[] bytesOf(RevisableHistogram histogram) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    histogram.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static JsonNode write(RevisableHistogram histogram) throws IOException {
    return write(histogram::writeField);
  }

  private static JsonNode write(BiConsumer<String, JsonWriter> field) throws IOException {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    field.accept("t", json);
    json.endObject();
    return new ObjectMapper().readTree(new String(json.finish(), UTF_8)).path("t");
  }
}
