/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.codingagents.AgentAggregation;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.json.JsonWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SumsTest {

  private static final String GREATEST = Long.toString(Long.MAX_VALUE);

  @Test
  void stopsAtTheGreatestAndLeastNumber() {
    assertThat(Sums.add(Long.MAX_VALUE - 1, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.add(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.add(1L << 62, 1L << 62)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.add(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
    assertThat(Sums.add(Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(-1);
    assertThat(Sums.add(3, -5)).isEqualTo(-2);
  }

  @Test
  void tokensOfCodingAgentsNeverTurnNegative() {
    Aggregate measures = new Aggregate(AgentAggregation.LAYOUT);
    AgentAggregation.add(AgentMetric.INPUT_TOKENS, Long.MAX_VALUE, measures);
    AgentAggregation.add(AgentMetric.INPUT_TOKENS, 1, measures);
    AgentAggregation.add(AgentMetric.OUTPUT_TOKENS, 5, measures);
    Aggregate more = new Aggregate(AgentAggregation.LAYOUT);
    more.add(measures);
    more.add(measures);
    JsonWriter json = new JsonWriter();
    json.beginObject();
    more.writeFields(json);
    json.endObject();

    assertThat(new String(json.finish(), UTF_8))
        .contains("\"tokens\":" + GREATEST, "\"input_tokens\":" + GREATEST);
  }

  @Test
  void millisecondsOfAHistogramNeverTurnNegative() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.add(Long.MAX_VALUE);
    histogram.add(1_000);
    histogram.add(histogram);

    assertThat(histogram.sum()).isEqualTo(Long.MAX_VALUE);
    assertThat(histogram.count()).isEqualTo(4);
  }
}
