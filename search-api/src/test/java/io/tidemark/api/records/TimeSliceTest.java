/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the slices of an export over records in memory, as {@link RecordRows} does. */
@Tag("fast")
class TimeSliceTest {

  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
  private static final int PAGE = 250;

  /** Newest first, as a search returns them. */
  private final List<Instant> records = new ArrayList<>();

  private int searches;
  private long visited;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 249, 250, 251, 20_000})
  void readsEveryRecordOnceInOrder(int count) {
    Random random = new Random(count);
    addRecords(random, count, Duration.ofDays(30));

    assertThat(readAll()).isEqualTo(records);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 86_400})
  void readsRecordsThatStandCloseTogether(long seconds) {
    Random random = new Random(seconds);
    addRecords(random, 3_000, Duration.ofSeconds(seconds));
    addRecords(random, 3, Duration.ofDays(30));

    assertThat(readAll()).isEqualTo(records);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void visitsFewRecordsMoreThanOnce(int count) {
    addRecords(new Random(7), count, Duration.ofDays(30));

    readAll();

    assertThat(visited).isLessThan(4L * count);
    assertThat(searches).isLessThan(10 + 2 * count / PAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void crossesTimesWithoutRecordsInFewSearches(int count) {
    addRecords(new Random(3), count, Duration.ofMinutes(1));

    readAll();

    assertThat(searches).isLessThan(12);
  }

  private void addRecords(Random random, int count, Duration within) {
    IntStream.range(0, count)
        .mapToObj(i -> RANGE.from().plusMillis((long) (random.nextDouble() * within.toMillis())))
        .forEach(records::add);
    records.sort(Comparator.reverseOrder());
  }

  private List<Instant> readAll() {
    List<Instant> read = new ArrayList<>();
    TimeSlice slice = TimeSlice.first(RANGE);
    for (boolean more = true; more; ) {
      List<Instant> found = search(slice, read.size());
      searches++;
      boolean full = found.size() > PAGE;
      read.addAll(full ? found.subList(0, PAGE) : found);
      more = full || !slice.isLast();
      slice = full ? slice.continueAt(read.get(read.size() - 1)) : slice.previous();
    }
    return read;
  }

  /** One more record than a page has, after the first {@code seen}. */
  private List<Instant> search(TimeSlice slice, int seen) {
    List<Instant> matching = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Instant time = records.get(i);
      if (!time.isBefore(slice.from()) && time.isBefore(slice.to())) {
        visited++;
        if (i >= seen) {
          matching.add(time);
        }
      }
    }
    return matching.size() > PAGE + 1 ? matching.subList(0, PAGE + 1) : matching;
  }
}
