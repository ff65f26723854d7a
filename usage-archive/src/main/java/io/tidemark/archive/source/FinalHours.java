/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.hourly.Silence;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Until when the documents of each workload are final, as the job reports it. A workload that the
 * job no longer computes reports nothing: it is as final as the others, once it has been silent for
 * days while they continued. A workload that is only late reports what it reads.
 *
 * @param reports the newest report by workload
 */
public record FinalHours(Map<String, Report> reports) {

  private static final int MAX_PIPELINES = 100;

  /**
   * The last report of the job.
   *
   * @param end the end of the last final window
   * @param writtenAt when it said so
   */
  public record Report(Instant end, Instant writtenAt) {}

  public FinalHours {
    reports = Map.copyOf(reports);
  }

  /** Reads the newest reports. */
  public static FinalHours read(Elasticsearch elasticsearch) {
    ObjectNode body = Elasticsearch.createObject().put("size", 0);
    ObjectNode pipelines = body.putObject("aggs").putObject("pipelines");
    pipelines.putObject("terms").put("field", "pipeline").put("size", MAX_PIPELINES);
    ObjectNode newest = pipelines.putObject("aggs").putObject("newest").putObject("top_hits");
    newest.put("size", 1).putArray("sort").addObject().put("hour", "desc");
    JsonNode answer =
        elasticsearch.send(
            "POST",
            "/"
                + IndexFamily.PIPELINE_PROGRESS.pattern()
                + "/_search?ignore_unavailable=true&allow_no_indices=true",
            body);
    Map<String, Report> reports = new HashMap<>();
    for (JsonNode pipeline : answer.at("/aggregations/pipelines/buckets")) {
      JsonNode report = pipeline.at("/newest/hits/hits/0/_source");
      Duration window = Duration.ofMinutes(report.path("window_minutes").asLong());
      Instant end = Instant.parse(report.path("hour").asText()).plus(window);
      Instant writtenAt = Instant.parse(report.path("updated_at").asText(end.toString()));
      reports.put(pipeline.path("key").asText(), new Report(end, writtenAt));
    }
    return new FinalHours(reports);
  }

  /**
   * Until when the workload is final; empty when the job never said so. Without a report of its own
   * it may be new, or its reports have expired: then it is as final as the others were days ago.
   */
  public Optional<Instant> find(String pipeline) {
    Report own = reports.get(pipeline);
    if (own == null) {
      return findEndOfOthers().map(end -> end.minus(Silence.LIMIT));
    }
    return isSilent(own)
        ? findEndOfOthers().filter(own.end()::isBefore).or(() -> Optional.of(own.end()))
        : Optional.of(own.end());
  }

  /** Until when all workloads are final that are not silent. */
  private Optional<Instant> findEndOfOthers() {
    return reports.values().stream()
        .filter(report -> !isSilent(report))
        .map(Report::end)
        .min(Comparator.naturalOrder());
  }

  private boolean isSilent(Report report) {
    return Silence.isSilent(report.writtenAt(), reports.values().stream().map(Report::writtenAt));
  }
}
