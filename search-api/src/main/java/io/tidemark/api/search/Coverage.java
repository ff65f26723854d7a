/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The range that a response covers; part of every response.
 *
 * @param from start of the covered range
 * @param to end of the covered range, exclusive
 * @param finalThrough data before this time is final; null while none is
 * @param generatedAt time of the response
 */
public record Coverage(
    Instant from, Instant to, @Schema(nullable = true) Instant finalThrough, Instant generatedAt) {

  /** Whether all before {@code end} is final. */
  public boolean isFinal(Instant end) {
    return finalThrough != null && !end.isAfter(finalThrough);
  }

  /** Its members as answers name them. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("from", from);
    members.put("to", to);
    members.put("final_through", finalThrough);
    members.put("generated_at", generatedAt);
    return members;
  }

  /** Makes coverages. */
  @Component
  public static final class Source {

    private final FinalThrough finalThrough;
    private final Clock clock;

    Source(FinalThrough finalThrough, Clock clock) {
      this.finalThrough = finalThrough;
      this.clock = clock;
    }

    /** The coverage of an answer from the documents of {@code workload} over {@code range}. */
    public Coverage of(Workload workload, TimeRange range) {
      return new Coverage(range.from(), range.to(), finalThrough.of(workload), clock.instant());
    }
  }
}
