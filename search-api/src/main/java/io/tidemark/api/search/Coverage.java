/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The range that a response covers; part of every response.
 *
 * @param from start of the covered range
 * @param to end of the covered range, exclusive
 * @param completeFrom data from this time on is known to be complete; values include data from
 *     before it as far as it exists; absent if the whole range is complete
 * @param finalThrough data before this time is final; null while none is
 * @param generatedAt time of the response
 */
public record Coverage(
    Instant from,
    Instant to,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant completeFrom,
    @Schema(nullable = true) Instant finalThrough,
    Instant generatedAt) {

  /** Whether all before {@code end} is final. */
  public boolean isFinal(Instant end) {
    return finalThrough != null && !end.isAfter(finalThrough);
  }

  /** Whether no documents in a period mean that nothing happened in it. */
  public boolean isKnown(Instant start, Instant end) {
    return isFinal(end) && (completeFrom == null || !start.isBefore(completeFrom));
  }

  /** Its members as answers name them. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("from", from);
    members.put("to", to);
    if (completeFrom != null) {
      members.put("complete_from", completeFrom);
    }
    members.put("final_through", finalThrough);
    members.put("generated_at", generatedAt);
    return members;
  }

  /** Makes coverages. */
  @Component
  public static final class Source {

    private final FinalThrough finalThrough;
    private final Retention retention;
    private final Clock clock;

    Source(FinalThrough finalThrough, Retention retention, Clock clock) {
      this.finalThrough = finalThrough;
      this.retention = retention;
      this.clock = clock;
    }

    /** The coverage of an answer from the hours and days of {@code workload}. */
    public Coverage of(Workload workload, TimeRange range) {
      FinalThrough.Progress progress = finalThrough.progress(workload);
      return create(
          range,
          progress.findCompleteFrom(range, retention.startOfHours(clock)).orElse(null),
          progress.finalThrough());
    }

    /**
     * The coverage of an answer from the hours and days of several workloads: complete and final is
     * what is so of all that have been seen at all.
     */
    public Coverage ofAll(List<Workload> workloads, TimeRange range) {
      List<FinalThrough.Progress> all = workloads.stream().map(finalThrough::progress).toList();
      List<FinalThrough.Progress> seen =
          all.stream().filter(progress -> progress.finalThrough() != null).toList();
      Instant completeFrom =
          (seen.isEmpty() ? all : seen)
              .stream()
                  .flatMap(
                      progress ->
                          progress.findCompleteFrom(range, retention.startOfHours(clock)).stream())
                  .max(Comparator.naturalOrder())
                  .orElse(null);
      return create(range, completeFrom, finalThrough.ofAll(workloads));
    }

    /** The coverage of an answer from the records of {@code workload}. */
    public Coverage ofRecords(Workload workload, TimeRange range) {
      return create(range, null, finalThrough.of(workload));
    }

    private Coverage create(TimeRange range, Instant completeFrom, Instant through) {
      return new Coverage(range.from(), range.to(), completeFrom, through, clock.instant());
    }
  }
}
