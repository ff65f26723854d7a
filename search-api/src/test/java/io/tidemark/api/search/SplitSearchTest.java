/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

@Tag("fast")
class SplitSearchTest {

  private final BucketLimitException excess = new BucketLimitException(2);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final AtomicLong clock = new AtomicLong();
  private final SplitTime time = new SplitTime(clock::get, LIMIT.toNanos());
  private final List<List<Integer>> searched = new ArrayList<>();

  @AfterEach
  void endRequest() {
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  void searchesHalvesInOrder() {
    split(List.of(1, 2, 3, 4, 5), time, part -> requireFewItems(part, 2));

    assertThat(searched)
        .containsExactly(
            List.of(1, 2, 3, 4, 5), List.of(1, 2), List.of(3, 4, 5), List.of(3), List.of(4, 5));
  }

  @Test
  void rejectsPartsThatCannotBeSplit() {
    assertThatThrownBy(() -> split(List.of(1, 2), time, part -> requireFewItems(part, 0)))
        .isSameAs(excess);
  }

  @Test
  void splitsOnlyAtTheLimitOfBuckets() {
    ProblemException memory = ProblemException.tooLarge("memory", 1);

    assertThatThrownBy(
            () ->
                split(
                    List.of(1, 2),
                    time,
                    part -> {
                      throw memory;
                    }))
        .isSameAs(memory);
    assertThat(searched).hasSize(1);
  }

  @Test
  void stopsWhenTheTimeOfTheRequestIsOver() {
    assertThatThrownBy(
            () ->
                split(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8),
                    time,
                    part -> {
                      clock.addAndGet(Duration.ofSeconds(9).toNanos());
                      requireFewItems(part, 1);
                    }))
        .isSameAs(excess);

    assertThat(searched)
        .containsExactly(
            List.of(1, 2, 3, 4, 5, 6, 7, 8), List.of(1, 2, 3, 4), List.of(1, 2), List.of(1));
    assertThatThrownBy(() -> split(List.of(1), time, part -> {})).isSameAs(excess);
  }

  @Test
  void countsNoTimeBeforeTheFirstExcess() {
    clock.addAndGet(LIMIT.toNanos());
    split(List.of(1), time, part -> {});
    clock.addAndGet(LIMIT.toNanos());
    split(List.of(1, 2), time, part -> requireFewItems(part, 1));

    assertThat(searched).hasSize(4);
  }

  @Test
  void sharesTheTimeAmongAllSearchesOfARequest() {
    RequestAttributes request = new AttributesOfRequest();
    RequestContextHolder.setRequestAttributes(request);
    SplitTime first = SplitTime.findForRequest();

    assertThat(SplitTime.findForRequest()).isSameAs(first);
    RequestContextHolder.setRequestAttributes(new AttributesOfRequest());
    assertThat(SplitTime.findForRequest()).isNotSameAs(first);
  }

  private void split(List<Integer> items, SplitTime limited, Consumer<List<Integer>> search) {
    SplitSearch.searchParts(
        items,
        SplitSearch::halveList,
        part -> {
          searched.add(part);
          search.accept(part);
        },
        limited);
  }

  private void requireFewItems(List<Integer> part, int most) {
    if (part.size() > most) {
      throw excess;
    }
  }
}
