/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Silence;
import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The time before which the hours of a workload are final. */
@Component
public class FinalThrough {

  /** Hours become final once an hour; a page sends ten requests at once. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final String DAY_ZONE = "day_zone";

  private final UsageStore store;
  private final Cache<Workload, Progress> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  /**
   * How far the documents of a workload are.
   *
   * @param finalThrough the end of the newest final hour; null while there is none
   * @param daysFrom start of the first complete day; null while there is none
   * @param dayZone whose days are aggregated
   * @param window of its hourly documents
   * @param reportedAt when the job said so; null while it said nothing
   */
  public record Progress(
      Instant finalThrough, Instant daysFrom, ZoneId dayZone, Window window, Instant reportedAt) {

    /** Progress of windows of one hour, as reported when the last of them is final. */
    public Progress(Instant finalThrough, Instant daysFrom, ZoneId dayZone) {
      this(finalThrough, daysFrom, dayZone, Window.HOUR, finalThrough);
    }

    /**
     * The days that are complete, up to the newest final hour; empty while there are none.
     *
     * @param kept start of the first day that is kept
     */
    public List<TimeRange> completeDays(Instant kept) {
      if (finalThrough == null || daysFrom == null) {
        return List.of();
      }
      Instant from = daysFrom.isBefore(kept) ? kept : daysFrom;
      return from.isBefore(finalThrough) ? List.of(new TimeRange(from, finalThrough)) : List.of();
    }

    /**
     * The time from which on the data of a range is known to be complete; empty if all of it is.
     *
     * @param firstHour the first moment of which hours are kept: what lies before is read from days
     */
    public Optional<Instant> findCompleteFrom(TimeRange range, Instant firstHour) {
      if (!range.from().isBefore(firstHour)) {
        return Optional.empty();
      }
      Instant firstDay = firstMidnight(range.from());
      if (firstDay.isAfter(firstHour)) {
        // The range starts inside of the day in which hours begin.
        return Optional.of(firstHour);
      }
      // The day in which hours begin is read from its daily document, too.
      Instant hoursFrom = firstMidnight(firstHour);
      Instant known =
          daysFrom != null && daysFrom.isBefore(hoursFrom) ? firstMidnight(daysFrom) : hoursFrom;
      Instant from = known.isBefore(firstDay) ? firstDay : known;
      return from.isAfter(range.from()) ? Optional.of(from) : Optional.empty();
    }

    /** The start of the first day that does not begin before {@code time}. */
    private Instant firstMidnight(Instant time) {
      LocalDate day = LocalDate.ofInstant(time, dayZone);
      Instant start = day.atStartOfDay(dayZone).toInstant();
      return start.isBefore(time) ? day.plusDays(1).atStartOfDay(dayZone).toInstant() : start;
    }
  }

  FinalThrough(UsageStore store) {
    this.store = store;
  }

  /** The end of the newest final hour; null while there is none. */
  public Instant of(Workload workload) {
    return progress(workload).finalThrough();
  }

  /**
   * The time before which the hours of all these workloads are final; null while none has a final
   * hour. Without those that had none yet, and those that the job no longer runs: their last open
   * hours stay as they are.
   */
  public Instant ofAll(Collection<Workload> workloads) {
    List<Progress> reports =
        workloads.stream()
            .map(this::progress)
            .filter(progress -> progress.finalThrough() != null)
            .toList();
    return reports.stream()
        .filter(
            report ->
                !Silence.isSilent(report.reportedAt(), reports.stream().map(Progress::reportedAt)))
        .map(Progress::finalThrough)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The newest progress of a workload. */
  public Progress progress(Workload workload) {
    return known.get(workload, key -> read(store.newestProgress(key)));
  }

  private Progress read(JsonNode progress) {
    ZoneId zone = findZone(progress);
    if (!progress.has("hour")) {
      return new Progress(null, null, zone);
    }
    Instant start = Instant.parse(progress.path("hour").asString());
    int minutes = progress.path("window_minutes").asInt(Window.HOUR.minutes());
    Window window = new Window(Duration.ofMinutes(minutes).toMillis());
    Instant end = start.plusMillis(window.millis());
    Instant days =
        progress.has("days_from") ? Instant.parse(progress.path("days_from").asString()) : null;
    Instant reportedAt =
        progress.has("updated_at") ? Instant.parse(progress.path("updated_at").asString()) : end;
    return new Progress(end, days, zone, window, reportedAt);
  }

  /** A job has one zone: a workload that has no final hour yet has the days of the others. */
  private ZoneId findZone(JsonNode progress) {
    JsonNode known = progress.has(DAY_ZONE) ? progress : store.newestProgressWith(DAY_ZONE);
    return ZoneId.of(known.path(DAY_ZONE).asString("UTC"));
  }
}
