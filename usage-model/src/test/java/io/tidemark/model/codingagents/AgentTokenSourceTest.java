/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AgentTokenSourceTest {

  private static final String METRICS =
      "{'resourceMetrics':[{'scopeMetrics':[{'metrics':["
          + metric("claude_code.token.usage", 12)
          + ","
          + metric("claude_code.cost.usage", 1)
          + ","
          + metric("claude_code.commit.count", 3)
          + "]}]}]}";

  private static final String LOGS =
      "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'1767229200125000000','body':"
          + "{'stringValue':'claude_code.api_request'},'attributes':[{'key':'request_id','value':"
          + "{'stringValue':'req_1'}},{'key':'input_tokens','value':{'intValue':'12'}},{'key':"
          + "'cost_usd','value':{'doubleValue':1}}]}]}]}]}";

  private static String metric(String name, int value) {
    return "{'name':'"
        + name
        + "','sum':{'aggregationTemporality':1,'isMonotonic':true,'dataPoints':[{"
        + "'startTimeUnixNano':'1767229140000000000','timeUnixNano':'1767229200000000000',"
        + "'asInt':'"
        + value
        + "','attributes':[{'key':'type','value':{'stringValue':'input'}}]}]}}";
  }

  @Test
  void countsTokensFromBothWithAll() {
    assertThat(read(AgentTokenSource.ALL, "otlp-metrics", METRICS))
        .containsExactly(AgentMetric.INPUT_TOKENS, AgentMetric.COST_USD, AgentMetric.COMMIT);
    assertThat(read(AgentTokenSource.ALL, "otlp-logs", LOGS))
        .containsExactlyInAnyOrder(AgentMetric.INPUT_TOKENS, AgentMetric.COST_USD);
  }

  @Test
  void countsActivityAloneFromMetricsWhenLogsHaveTheTokens() {
    assertThat(read(AgentTokenSource.LOGS, "otlp-metrics", METRICS))
        .containsExactly(AgentMetric.COMMIT);
    assertThat(read(AgentTokenSource.LOGS, "otlp-logs", LOGS)).hasSize(2);
  }

  @Test
  void countsNothingFromLogsWhenMetricsHaveTheTokens() {
    assertThat(read(AgentTokenSource.METRICS, "otlp-metrics", METRICS)).hasSize(3);
    assertThat(read(AgentTokenSource.METRICS, "otlp-logs", LOGS)).isEmpty();
  }

  @Test
  void marksTokensAndCostForTheJobToSelect() {
    assertThat(measure(AgentTokenSource.AUTO, "otlp-metrics", METRICS))
        .extracting(measurement -> measurement.tokenSignal)
        .containsExactly(TokenSignal.METRICS, TokenSignal.METRICS, TokenSignal.ALONE);
    assertThat(measure(AgentTokenSource.AUTO, "otlp-logs", LOGS))
        .extracting(measurement -> measurement.tokenSignal)
        .containsOnly(TokenSignal.LOGS);
    assertThat(measure(AgentTokenSource.LOGS, "otlp-logs", LOGS))
        .extracting(measurement -> measurement.tokenSignal)
        .containsOnly(TokenSignal.ALONE);
  }

  @Test
  void roundsTheCostOfALog() {
    String log = LOGS.replace("'doubleValue':1", "'doubleValue':0.19999999999999998");
    assertThat(measure(AgentTokenSource.ALL, "otlp-logs", log))
        .filteredOn(measurement -> measurement.metric == AgentMetric.COST_USD)
        .extracting(measurement -> measurement.value)
        .containsExactly(200_000L);
  }

  /** Bedrock and gateways give no request id. */
  @Test
  void distinguishesCallsOfASessionThatIsResumed() {
    String attribute = "{'key':'request_id','value':{'stringValue':'req_1'}}";
    String first =
        LOGS.replace(
            attribute,
            "{'key':'session.id','value':{'stringValue':'s-1'}},"
                + "{'key':'event.sequence','value':{'intValue':'3'}}");
    String resumed = first.replace("1767229200125", "1767232800125");
    assertThat(measurementIds(first))
        .hasSize(2)
        .doesNotContainAnyElementsOf(measurementIds(resumed));
    assertThat(measurementIds(LOGS)).isEqualTo(measurementIds(LOGS.replace("00125", "00126")));
  }

  private static List<String> measurementIds(String record) {
    return measure(AgentTokenSource.ALL, "otlp-logs", record).stream()
        .map(measurement -> measurement.measurementId)
        .toList();
  }

  private static List<AgentMetric> read(AgentTokenSource source, String format, String record) {
    return measure(source, format, record).stream().map(measurement -> measurement.metric).toList();
  }

  private static List<AgentMeasurement> measure(
      AgentTokenSource source, String format, String record) {
    FormatOptions options =
        new FormatOptions("acme", FormatOptions.TENANT_ATTRIBUTE, null, ZoneOffset.UTC, source);
    List<AgentMeasurement> measurements = new ArrayList<>();
    List<String> rejections = new ArrayList<>();
    SourceFormats.CODING_AGENTS
        .find(format)
        .create(options)
        .parse(
            record.replace('\'', '"').getBytes(UTF_8),
            new UsageFormat.Output<>() {
              @Override
              public void event(AgentMeasurement measurement) {
                measurements.add(measurement);
              }

              @Override
              public void reject(String message) {
                rejections.add(message);
              }
            });
    assertThat(rejections).isEmpty();
    return measurements;
  }
}
