/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.Mutations;
import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class OtlpMetricsFormatTest {

  private static final String ABSENT = "absent";

  private static final long SEED = 20260101;
  private static final int RECORDS = 10_000;

  private static final String TIME = "'timeUnixNano':'1767229200000000000'";

  private final List<AgentMeasurement> measurements = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();
  private final OtlpMetricsFormat format = new OtlpMetricsFormat("tenant.id", "acme");

  private List<AgentMeasurement> read(String record) {
    read(record.replace('\'', '"').getBytes(UTF_8));
    return List.copyOf(measurements);
  }

  private void read(byte[] record) {
    measurements.clear();
    rejections.clear();
    format.parse(
        record,
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
  }

  private static String export(String name, String type, String value, int temporality) {
    return "{'resourceMetrics':[{'resource':{'attributes':[{'key':'service.name','value':"
        + "{'stringValue':'x'}}]},'scopeMetrics':[{'metrics':[{'name':'"
        + name
        + "','sum':{'aggregationTemporality':"
        + temporality
        + ",'isMonotonic':true,'dataPoints':[{'startTimeUnixNano':'1767229140000000000',"
        + TIME
        + ","
        + value
        + ",'attributes':[{'key':'type','value':{'stringValue':'"
        + type
        + "'}},{'key':'session.id','value':{'stringValue':'s-1'}},"
        + "{'key':'user.email','value':{'stringValue':'u17@example.test'}}]}]}}]}]}]}";
  }

  @Test
  void takesAnEmptyTenantAsNotReported() {
    String record =
        export("claude_code.token.usage", "cacheRead", "'asDouble':15800", 1)
            .replace(
                "'key':'session.id','value':{'stringValue':'s-1'}",
                "'key':'tenant.id','value':{'stringValue':''}");
    assertThat(read(record)).extracting(m -> m.tenantId).containsOnly("acme");
    assertThat(rejections).isEmpty();
  }

  @Test
  void addsTheCacheOfClaudeCodeToItsInput() {
    List<AgentMeasurement> read =
        read(export("claude_code.token.usage", "cacheRead", "'asDouble':15800", 1));
    assertThat(read)
        .extracting(m -> m.metric)
        .containsExactly(AgentMetric.CACHE_READ_TOKENS, AgentMetric.INPUT_TOKENS);
    AgentMeasurement first = read.get(0);
    assertThat(first.value).isEqualTo(15800);
    assertThat(first.agent).isEqualTo("claude-code");
    assertThat(first.tenantId).isEqualTo("acme");
    assertThat(first.userId).isEqualTo("u17@example.test");
    assertThat(first.sessionId).isEqualTo("s-1");
    assertThat(first.eventTime).isEqualTo(1767229200000L);
    assertThat(first.seriesId).isNull();
    assertThat(first.measurementId).isNotEqualTo(read.get(1).measurementId);
  }

  /** As the documentation of each agent names its metrics and their types. */
  @ParameterizedTest
  @CsvSource({
    "claude_code.session.count,, SESSION",
    "claude_code.commit.count,, COMMIT",
    "claude_code.pull_request.count,, PULL_REQUEST",
    "claude_code.lines_of_code.count, added, LINES_ADDED",
    "claude_code.lines_of_code.count, removed, LINES_REMOVED",
    "claude_code.lines_of_code.count, moved,",
    "claude_code.active_time.total, user, ACTIVE_SECONDS",
    "claude_code.active_time.total, cli, ACTIVE_SECONDS",
    "claude_code.cost.usage,, COST_USD",
    "claude_code.token.usage, input, INPUT_TOKENS",
    "claude_code.token.usage, output, OUTPUT_TOKENS",
    "claude_code.token.usage, cacheRead, CACHE_READ_TOKENS INPUT_TOKENS",
    "claude_code.token.usage, cacheCreation, CACHE_WRITE_TOKENS INPUT_TOKENS",
    "gemini_cli.session.count,, SESSION",
    "gemini_cli.lines.changed, added, LINES_ADDED",
    "gemini_cli.lines.changed, removed, LINES_REMOVED",
    "gemini_cli.token.usage, input, INPUT_TOKENS",
    "gemini_cli.token.usage, output, OUTPUT_TOKENS",
    "gemini_cli.token.usage, thought, OUTPUT_TOKENS",
    "gemini_cli.token.usage, cache, CACHE_READ_TOKENS",
    "gemini_cli.token.usage, tool, INPUT_TOKENS",
    "codex.thread.started,, SESSION",
    "codex.turn.token_usage, input, INPUT_TOKENS",
    "codex.turn.token_usage, cached_input, CACHE_READ_TOKENS",
    "codex.turn.token_usage, output, OUTPUT_TOKENS",
    "codex.turn.token_usage, cache_write_input, CACHE_WRITE_TOKENS",
    "codex.turn.token_usage, reasoning_output,",
    "codex.turn.token_usage, total,"
  })
  void addsEachMetricToItsMeasure(String name, String type, String metrics) {
    List<String> expected = metrics == null ? List.of() : List.of(metrics.split(" "));
    assertThat(read(export(name, type == null ? "x" : type, "'asInt':'3'", 1)))
        .extracting(m -> m.metric.name())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void identifiesResentPointsInAnyAttributeOrder() {
    String record = export("claude_code.commit.count", "x", "'asInt':'2'", 1);
    String session = "{'key':'session.id','value':{'stringValue':'s-1'}}";
    String type = "{'key':'type','value':{'stringValue':'x'}}";
    String other = record.replace(type + "," + session, session + "," + type);
    assertThat(other).isNotEqualTo(record);
    String id = read(record).get(0).measurementId;
    assertThat(read(record).get(0).measurementId).isEqualTo(id);
    assertThat(read(other).get(0).measurementId).isEqualTo(id);
    assertThat(read(record.replace("'s-1'", "'s-2'")).get(0).measurementId).isNotEqualTo(id);
    assertThat(read(record.replace("'1767229200", "'1767229260")).get(0).measurementId)
        .isNotEqualTo(id);
  }

  @Test
  void namesTheCounterOfCumulativeSums() {
    String record = export("gemini_cli.token.usage", "thought", "'asInt':120", 2);
    AgentMeasurement first = read(record).get(0);
    AgentMeasurement later = read(record.replace("'1767229200", "'1767229260")).get(0);
    assertThat(first.metric).isEqualTo(AgentMetric.OUTPUT_TOKENS);
    assertThat(first.seriesId).isNotNull().isEqualTo(later.seriesId);
    assertThat(first.measurementId).isNotEqualTo(later.measurementId);
    AgentMeasurement restarted = read(record.replace("'1767229140", "'1767229150")).get(0);
    assertThat(restarted.seriesId).isNotEqualTo(first.seriesId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2", "'2'", "' 2 '", "'AGGREGATION_TEMPORALITY_CUMULATIVE'", "null", ABSENT})
  void countsTheGrowthOfCumulativeSumsHoweverTheyAreMarked(String temporality) {
    AgentMeasurement read = read(exportWith(temporality)).get(0);

    assertThat(read.seriesId).isNotNull();
    assertThat(rejections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'1'", "'AGGREGATION_TEMPORALITY_DELTA'"})
  void countsDeltasAsTheyAre(String temporality) {
    assertThat(read(exportWith(temporality)).get(0).seriesId).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "'0'",
        "'AGGREGATION_TEMPORALITY_UNSPECIFIED'",
        "3",
        "''",
        "'CUMULATIVE'",
        "{}"
      })
  void rejectsSumsOfUnspecifiedTemporality(String temporality) {
    assertThat(read(exportWith(temporality))).isEmpty();
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0)).contains("aggregationTemporality", "claude_code.commit.count");
  }

  private static String exportWith(String temporality) {
    String record = export("claude_code.commit.count", "x", "'asInt':'3'", 2);
    String marked = "'aggregationTemporality':2,";
    assertThat(record).contains(marked);
    return temporality.equals(ABSENT)
        ? record.replace(marked, "")
        : record.replace(marked, "'aggregationTemporality':" + temporality + ",");
  }

  @Test
  void keepsDecimalsOfCostAndTime() {
    assertThat(read(export("claude_code.cost.usage", "x", "'asDouble':0.0123", 1)).get(0).value)
        .isEqualTo(12300);
    assertThat(
            read(export("claude_code.active_time.total", "cli", "'asDouble':1.5", 1)).get(0).value)
        .isEqualTo(1500);
  }

  /** Agents sum doubles: 0.3 - 0.1 is a little less than 0.2. */
  @ParameterizedTest
  @CsvSource({
    "0.19999999999999998, 200000",
    "0.30000000000000004, 300000",
    "1.2345499999999999e-2, 12345",
    "0.0123455, 12346",
    "4.9e-7, 0",
    "0, 0"
  })
  void roundsCostToMillionths(String cost, long micros) {
    assertThat(read(export("claude_code.cost.usage", "x", "'asDouble':" + cost, 1)).get(0).value)
        .isEqualTo(micros);
  }

  /** A counter that vanished is no counter that began again from 0. */
  @ParameterizedTest
  @ValueSource(strings = {"'asInt':'0','flags':1", "'flags':'1'", "'asDouble':0,'flags':3"})
  void ignoresPointsWithoutARecordedValue(String value) {
    assertThat(read(export("claude_code.commit.count", "x", value, 2))).isEmpty();
    assertThat(rejections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "histogram"})
  void ignoresMetricsWithoutPoints(String type) {
    String metric = "{'name':'codex.thread.started','%s':{'aggregationTemporality':1}}";
    String record = "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[%s]}]}]}";

    assertThat(read(record.formatted(metric.formatted(type)))).isEmpty();
    assertThat(rejections).isEmpty();
    read(record.formatted(metric.formatted("gauge")));
    assertThat(rejections).containsExactly("codex.thread.started must be a sum or a histogram");
  }

  @Test
  void countsPointsWithOtherFlags() {
    assertThat(read(export("claude_code.commit.count", "x", "'asInt':'2','flags':2", 2)))
        .hasSize(1);
  }

  @Test
  void readsTheHistogramOfCodex() {
    String record =
        export("codex.turn.token_usage", "input", "'count':'1','sum':1200", 1)
            .replace("'sum':{", "'histogram':{")
            .replace("'isMonotonic':true,", "");
    AgentMeasurement read = read(record).get(0);
    assertThat(read.metric).isEqualTo(AgentMetric.INPUT_TOKENS);
    assertThat(read.value).isEqualTo(1200);
    assertThat(read.agent).isEqualTo("codex-cli");
  }

  @Test
  void rejectsADamagedPointAlone() {
    String good = export("claude_code.commit.count", "x", "'asInt':'2'", 1);
    String damaged = "{'startTimeUnixNano':'1'," + TIME + ",'asDouble':NaN}";
    String both = good.replace("'dataPoints':[", "'dataPoints':[" + damaged + ",");

    assertThat(read(both)).extracting(measurement -> measurement.value).containsExactly(2L);
    assertThat(rejections).singleElement().asString().startsWith("not valid JSON at byte");
  }

  @Test
  void rejectsADamagedMetricAlone() {
    String good = export("claude_code.commit.count", "x", "'asInt':'2'", 1);
    String both =
        good.replace("'metrics':[", "'metrics':[{'name':'claude_code.x','sum':Infinity},");

    assertThat(read(both)).hasSize(1);
    assertThat(rejections).hasSize(1);
  }

  @Test
  void readsBytesThatAreNotUtf8AsReplacementCharacters() {
    byte[] record =
        export("claude_code.commit.count", "x", "'asInt':'2'", 1)
            .replace('\'', '"')
            .replace("u17@", "u\u00ff@")
            .getBytes(ISO_8859_1);

    read(record);

    assertThat(rejections).isEmpty();
    assertThat(measurements)
        .extracting(measurement -> measurement.userId)
        .containsExactly("u\ufffd@example.test");
  }

  @Test
  void ignoresOtherMetricsAndRejectsInvalidNumbers() {
    assertThat(read(export("system.cpu.time", "x", "'asInt':1", 1))).isEmpty();
    assertThat(rejections).isEmpty();
    assertThat(read(export("claude_code.commit.count", "x", "'asDouble':'NaN'", 1))).isEmpty();
    assertThat(rejections).hasSize(1);
    assertThat(read(export("claude_code.commit.count", "x", "'asInt':-1", 1))).isEmpty();
    assertThat(rejections).hasSize(1);
  }

  /** An export may hold no measurement of ours: then it is neither counted nor refused. */
  @Test
  void everyDamagedExportIsReadOrRefused() {
    String example =
        export("claude_code.token.usage", "cacheRead", "'asDouble':15800", 2).replace('\'', '"');
    List<AgentMeasurement> good = read(example);
    assertThat(good).isNotEmpty();
    Mutations mutations =
        new Mutations(
            SEED, List.of("resourceMetrics", "metrics", "name", "sum", "dataPoints", "asDouble"));
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.of(example);
      read(record);
      assertThat(measurements)
          .as("seed %s, record %s: %s", SEED, i, new String(record, UTF_8))
          .hasSizeLessThanOrEqualTo(good.size() + 1);
      refused += rejections.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(RECORDS / 10, RECORDS - 1);
    assertThat(read(example)).hasSameSizeAs(good);
  }
}
