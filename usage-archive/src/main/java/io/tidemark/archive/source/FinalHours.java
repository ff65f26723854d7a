/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Until when the documents of each workload are final, as the job reports it.
 *
 * @param ends the end of the last final window by workload
 */
public record FinalHours(Map<String, Instant> ends) {

  private static final int MAX_PIPELINES = 100;

  public FinalHours {
    ends = Map.copyOf(ends);
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
    Map<String, Instant> ends = new HashMap<>();
    for (JsonNode pipeline : answer.at("/aggregations/pipelines/buckets")) {
      JsonNode report = pipeline.at("/newest/hits/hits/0/_source");
      Duration window = Duration.ofMinutes(report.path("window_minutes").asLong());
      ends.put(
          pipeline.path("key").asText(), Instant.parse(report.path("hour").asText()).plus(window));
    }
    return new FinalHours(ends);
  }

  /** Until when the workload is final; empty when the job never said so. */
  public Optional<Instant> find(String pipeline) {
    return Optional.ofNullable(ends.get(pipeline));
  }
}
