/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.BucketLimitException;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.timeseries.Interval.Bucket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class PointSearchTest {

  @Test
  void expectsOnlyWhatAPartTakes() {
    Instant start = Instant.parse("2026-03-10T00:00:00Z");
    List<Bucket> points =
        Interval.HOUR.cut(new TimeRange(start, start.plusSeconds(4 * 3_600)), ZoneOffset.UTC);
    List<Long> expected = new ArrayList<>();

    PointSearch.searchPoints(
        points,
        ExpectedAnswer.ofItems(4, 100),
        (part, answer) -> {
          expected.add(answer.bytes());
          if (part.size() > 1) {
            throw new BucketLimitException(1);
          }
          return JsonMapper.shared().createObjectNode();
        });

    assertThat(expected).containsExactly(400L, 200L, 100L, 100L, 200L, 100L, 100L);
  }
}
