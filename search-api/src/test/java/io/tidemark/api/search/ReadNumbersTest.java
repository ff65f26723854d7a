/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.search.DocumentStore.Version;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which writes are looked for again. */
@Tag("fast")
class ReadNumbersTest {

  private final ReadNumbers numbers = new ReadNumbers();

  @Test
  void looksAgainForWritesBetweenTheNewestOnes() {
    assertThat(numbers.first()).isZero();

    numbers.add(List.of(new Version(3, 1), new Version(5, 1)));

    assertThat(numbers.first()).isZero();
    assertThat(numbers.nextKnown()).containsExactlyInAnyOrder(3L, 5L);
  }

  @Test
  void remembersTheNewestNumbersAlone() {
    numbers.add(LongStream.range(0, 1_000).mapToObj(one -> new Version(one, 1)).toList());
    numbers.add(List.of(new Version(900, 1)));

    assertThat(numbers.first()).isEqualTo(800);
    assertThat(numbers.nextKnown()).hasSize(200);
  }

  @Test
  void looksForAllOfTheNewestNumbersAfterAFailover() {
    numbers.add(List.of(new Version(3, 1), new Version(5, 1)));

    numbers.add(List.of(new Version(6, 2)));

    assertThat(numbers.nextKnown()).containsExactly(6L);
  }

  @Test
  void leavesNothingOutAtEveryTwelfthTime() {
    numbers.add(List.of(new Version(3, 1)));

    List<Set<Long>> known = Stream.generate(numbers::nextKnown).limit(24).toList();

    assertThat(known).containsOnly(Set.of(), Set.of(3L));
    assertThat(known.stream().filter(Set::isEmpty)).hasSize(2);
    assertThat(known.get(0)).isNotEmpty();
  }

  @Test
  void startsAgainWithAnIndexThatWasMadeAgain() {
    numbers.add(List.of(new Version(3_000, 7)));

    numbers.replace(List.of(new Version(2, 1)));

    assertThat(numbers.first()).isZero();
    assertThat(numbers.nextKnown()).containsExactly(2L);
  }
}
