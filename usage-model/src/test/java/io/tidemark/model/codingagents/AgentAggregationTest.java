/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AgentAggregationTest {

  @Test
  void writesOnlyReportedMeasures() {
    Aggregate measures = new Aggregate(AgentAggregation.LAYOUT);
    AgentAggregation.add(AgentMetric.INPUT_TOKENS, 100, measures);
    AgentAggregation.addMeasurement("s2", measures);
    AgentAggregation.add(AgentMetric.OUTPUT_TOKENS, 20, measures);
    AgentAggregation.addMeasurement("s1", measures);
    AgentAggregation.add(AgentMetric.ACTIVE_SECONDS, 1500, measures);
    AgentAggregation.addMeasurement("s1", measures);

    assertThat(json(measures))
        .isEqualTo(
            "{\"measurements\":3,\"tokens\":120,\"input_tokens\":100,\"output_tokens\":20,"
                + "\"active_ms\":1500,\"session_ids\":[\"s1\",\"s2\"]}");
  }

  @Test
  void keepsABoundedNumberOfSessions() {
    Aggregate measures = new Aggregate(AgentAggregation.LAYOUT);
    Aggregate more = new Aggregate(AgentAggregation.LAYOUT);
    for (int i = 0; i < 2 * Aggregate.MAX_IDS; i++) {
      AgentAggregation.addMeasurement("s" + i, more);
    }
    measures.add(more);

    assertThat(json(measures).split("\"s")).hasSize(Aggregate.MAX_IDS + 2);
  }

  @Test
  void readsNativeMeasurementsWithDecimals() {
    List<AgentMeasurement> read = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    parse(
        "{'measurement_id':'m','event_time':1767225600,'tenant_id':'t','user':'u','agent':'cursor',"
            + "'session_id':'s','metric':'cost_usd','value':0.0123456789}",
        read,
        problems);
    parse(
        "{'measurement_id':'m','event_time':1767225600,'tenant_id':'t','metric':'commit','value':1.5}",
        read,
        problems);

    assertThat(read).hasSize(1);
    assertThat(read.get(0).value).isEqualTo(12_346);
    assertThat(read.get(0).userId).isEqualTo("u");
    assertThat(problems).containsExactly("value must be an integer from 0 to 1000000000000");
  }

  private static void parse(String record, List<AgentMeasurement> read, List<String> problems) {
    new NativeAgentFormat()
        .parse(
            record.replace('\'', '"').getBytes(UTF_8),
            new UsageFormat.Output<>() {
              @Override
              public void event(AgentMeasurement event) {
                read.add(event);
              }

              @Override
              public void reject(String message) {
                problems.add(message);
              }
            });
  }

  private static String json(Aggregate measures) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    measures.writeFields(json);
    json.endObject();
    return new String(json.finish(), UTF_8);
  }
}
