/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class GatewayLogsTest {

  private static final String ROW =
      """
      {"id":42,"user_id":7,"created_at":1767229200,"type":2,"content":"SECRET","username":"ada",
       "token_name":"t","token_id":9,"model_name":"gpt-4o","quota":500,"prompt_tokens":1200,
       "completion_tokens":310,"use_time":3,"is_stream":true,"channel":4,"channel_name":"azure",
       "group":"vip","ip":"192.0.2.7",
       "other":"{\\"cache_tokens\\":1024,\\"frt\\":410,\\"admin_info\\":{\\"x\\":\\"SECRET\\"}}"}""";

  private static final String ENVOY =
      """
      {"x-request-id":"e-1","start_time":"2026-01-01T01:00:00.125Z","duration":"3250",
       "gen_ai.request.model":"gpt-4o","gen_ai.response.model":"-","gen_ai.provider.name":"openai",
       "gen_ai.usage.input_tokens":"1200","gen_ai.usage.output_tokens":310,
       "gen_ai.usage.total_tokens":null,"response_code":200,"response_flags":"-","method":"POST",
       "route_name":"chat","x-forwarded-for":"192.0.2.7, 10.0.0.1","authorization":"SECRET"}""";

  private static final String HIGRESS =
      """
      {"request_id":"h-1","start_time":"2026-01-01T01:00:00.125Z","duration":"1990",
       "response_code":"200","response_flags":"-","route_name":"ai","path":"/SECRET",
       "ai_log":"{\\"model\\":\\"qwen-turbo\\",\\"input_token\\":\\"10\\",\\"output_token\\":\\"69\\",\
      \\"llm_first_token_duration\\":\\"309\\",\\"llm_service_duration\\":\\"1955\\",\
      \\"consumer\\":\\"alice\\",\\"question\\":\\"SECRET\\"}"}""";

  private static UsageFormat<ModelCall> format(String name) {
    return ModelCallFormats.byName(name, FormatOptions.NONE.withDefaultTenant("acme"));
  }

  @Test
  void readsRowsOfNewApi() {
    Map<String, Object> call = Reading.of(format("new-api"), ROW).call();

    assertThat(call)
        .containsEntry("request_id", "42")
        .containsEntry("tenant_id", "acme")
        .containsEntry("user_id", "ada")
        .containsEntry("api_key_id", "9")
        .containsEntry("project_id", "vip")
        .containsEntry("model", "gpt-4o")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("cache_read_tokens", 1024L)
        .containsEntry("latency_ms", 3000L)
        .containsEntry("time_to_first_token_ms", 410L)
        .containsEntry("event_time", 1_767_229_200_000L);
  }

  @Test
  void readsTimesThatAreNumbersAsText() {
    String text = "\"2026-01-01T01:00:00.125Z\"";
    String nanoseconds = "1767229200125000000";
    for (String time :
        List.of(
            "1767229200.125",
            "\"1767229200.125\"",
            "\"1767229200125\"",
            nanoseconds,
            "\"" + nanoseconds + "\"")) {
      assertThat(Reading.of(format("envoy-access-log"), ENVOY.replace(text, time)).call())
          .as(time)
          .containsEntry("event_time", 1_767_229_200_125L);
    }
    assertThat(readRow(ROW.replace("1767229200,", "\"1767229200\",")))
        .containsEntry("event_time", 1_767_229_200_000L);
    assertThat(Reading.of(format("higress"), HIGRESS.replace(text, "\"-\"")).rejection())
        .isEqualTo("start_time is missing");
    assertThat(Reading.of(format("higress"), HIGRESS.replace(text, "\"-1\"")).rejection())
        .isEqualTo("start_time must be a time: RFC 3339 text, or a number since 1970");
  }

  @Test
  void countsConsumptionAndErrorsOfNewApiAlone() {
    for (int type : new int[] {0, 1, 3, 4, 6}) {
      Reading reading =
          Reading.of(format("new-api"), ROW.replace("\"type\":2", "\"type\":" + type));
      assertThat(reading.calls()).as("type %d", type).isEmpty();
      assertThat(reading.rejections()).as("type %d", type).isEmpty();
    }
    Map<String, Object> failed =
        Reading.of(format("new-api"), ROW.replace("\"type\":2", "\"type\":5")).call();
    assertThat(failed).containsEntry("error_type", "error");
  }

  private static Map<String, Object> readRow(String row) {
    return Reading.of(format("new-api"), row).call();
  }

  /** An attempt that failed, as new-api writes it. */
  private static String failure(int second, int channel, String usedChannels) {
    return ("{\"id\":1,\"type\":5,\"request_id\":\"R\",\"created_at\":%d,\"model_name\":\"gpt-4o\","
            + "\"channel\":%d,\"use_time\":0,\"prompt_tokens\":0,\"completion_tokens\":0,"
            + "\"other\":\"{\\\"status_code\\\":429,\\\"channel_id\\\":%d,"
            + "\\\"admin_info\\\":{\\\"use_channel\\\":%s}}\"}")
        .formatted(second, channel, channel, usedChannels.replace("'", "\\\""));
  }

  private static String identityOf(String row) {
    Map<String, Object> call = readRow(row);
    return call.get("request_id") + " " + call.get("identity");
  }

  @Test
  void tellsFailedAttemptsOfNewApiFromTheCallThatSucceeds() {
    String success = ROW.replace("{\"id\":42", "{\"id\":2,\"request_id\":\"R\"");
    assertThat(readRow(success)).containsEntry("request_id", "R").doesNotContainKey("identity");
    assertThat(readRow(failure(1767229200, 4, "['4']")))
        .containsEntry("request_id", "R/failure")
        .containsEntry("status_code", 429)
        .doesNotContainKey("input_tokens");
  }

  @Test
  void tellsFailedAttemptsOfACallApart() {
    assertThat(
            List.of(
                identityOf(failure(1767229200, 4, "['4']")),
                identityOf(failure(1767229201, 4, "['4']")),
                identityOf(failure(1767229200, 7, "['7']")),
                identityOf(failure(1767229200, 4, "['4','4']"))))
        .doesNotHaveDuplicates();
  }

  /** Routes for users number the rows of a page; tables have another name for the channel. */
  @Test
  void knowsAFailedAttemptOfNewApiAgain() {
    String failed = failure(1767229200, 4, "['4','4']");

    assertThat(identityOf(failed.replace("\"id\":1", "\"id\":7"))).isEqualTo(identityOf(failed));
    assertThat(identityOf(failed.replace("\"channel\":4", "\"channel_id\":4")))
        .isEqualTo(identityOf(failed));
    assertThat(identityOf(failed.replace(",\\\"4", " , \\\"4"))).isEqualTo(identityOf(failed));
  }

  /** The row of the submission has counted the call. */
  @Test
  void passesOverSettlementsOfNewApi() {
    String settlement =
        "{\"id\":43,\"type\":2,\"created_at\":1767229260,\"model_name\":\"sora\",\"quota\":80,"
            + "\"prompt_tokens\":0,\"completion_tokens\":0,\"use_time\":0,\"other\":\"OTHER\"}";
    for (String other :
        List.of(
            "{'task_id':'t-1','pre_consumed':100,'actual_quota':180,'quota_delta':80}",
            "{'task_id':'t-1','pre_consumed_quota':100,'actual_quota':180}",
            "{'violation_fee':true,'status_code':400}")) {
      String row = settlement.replace("OTHER", other.replace("'", "\\\""));
      Reading reading = Reading.of(format("new-api"), row);
      assertThat(reading.calls()).as(other).isEmpty();
      assertThat(reading.rejections()).as(other).isEmpty();
      readRow(row.replace("\"prompt_tokens\":0", "\"prompt_tokens\":9"));
    }
    for (String other : List.of("{'is_task':true,'task_id':'t-1'}", "{'violation_fee':false}")) {
      readRow(settlement.replace("OTHER", other.replace("'", "\\\"")));
    }
  }

  @Test
  void passesOverTestsOfChannelsOfOneApi() {
    String test =
        "{\"id\":44,\"type\":5,\"created_at\":1767229260,\"model_name\":\"gpt-4o\",\"channel\":4,"
            + "\"request_id\":\"T\",\"prompt_tokens\":8,\"completion_tokens\":9,"
            + "\"elapsed_time\":900,\"system_prompt_reset\":false}";
    for (String row :
        List.of(
            test,
            test.replace("\"elapsed_time\":900,", ""),
            test.replace(",\"system_prompt_reset\":false", ""))) {
      assertThat(Reading.of(format("new-api"), row).calls()).as(row).isEmpty();
      assertThat(readRow(row.replace("\"type\":5", "\"type\":2")))
          .containsEntry("request_id", "T")
          .containsEntry("input_tokens", 8L);
    }
    assertThat(readRow(test.replace("elapsed_time", "use_time").replace("system_prompt", "x")))
        .containsEntry("error_type", "error");
  }

  @Test
  void readsCacheWritesOfNewApiByTheirLife() {
    String claude =
        ROW.replace(
            "{\\\"cache_tokens",
            "{\\\"claude\\\":true,\\\"cache_creation_tokens\\\":300,"
                + "\\\"cache_creation_tokens_5m\\\":100,\\\"cache_creation_tokens_1h\\\":200,"
                + "\\\"cache_tokens");
    String total = claude.replace(":300,", ":0,\\\"cache_write_tokens\\\":300,");

    for (String row : List.of(claude, total)) {
      assertThat(readRow(row))
          .as(row)
          .containsEntry("cache_write_tokens", 300L)
          .containsEntry("cache_write_1h_tokens", 200L)
          .containsEntry("input_tokens", 2524L)
          .doesNotContainKey("inconsistent");
    }
  }

  private static String rowWith(String other) {
    return ROW.replace("{\\\"cache_tokens", "{" + other.replace("'", "\\\"") + ",\\\"cache_tokens");
  }

  /** Older versions converted usage of Claude to the format of OpenAI, and left the cache out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'cache_creation_tokens_5m':100,'cache_creation_tokens_1h':200 | 2524",
        "'cache_creation_tokens':300,'cache_creation_tokens_1h':200 | 2524",
        "'usage_semantic':'anthropic','cache_creation_tokens':300 | 2524",
        "'input_tokens_total':1200,'cache_creation_tokens_1h':100 | 1200",
        "'usage_semantic':'openai','cache_creation_tokens_5m':100 | 1200",
        "'cache_creation_tokens':100 | 1200"
      })
  void addsTheCacheOfOlderRowsOfClaude(String other, long input) {
    assertThat(readRow(rowWith(other)))
        .containsEntry("input_tokens", input)
        .containsEntry("cache_write_tokens", input == 1200 ? 100L : 300L)
        .containsEntry("cache_read_tokens", 1024L)
        .doesNotContainKey("inconsistent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "none",
      value = {
        "'web_search':true,'web_search_call_count':3 | 3",
        "'tool_surcharges':[{'name':'web_search','count':2,'price':10},"
            + "{'name':'google_search','count':1},{'name':'file_search','count':9},7] | 3",
        "'tool_surcharges':[{'name':'image_generation','count':2}] | none",
        "'web_search_call_count':0 | none",
        "'web_search_call_count':'x','tool_surcharges':{} | none"
      })
  void readsSearchesOfNewApi(String other, Long searches) {
    String row = rowWith(other);
    Map<String, Object> call = readRow(row);

    assertThat(call.get("units.searches")).isEqualTo(searches);
    Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);
    format("new-api").copyRecord(row.getBytes(UTF_8), excerpt);
    assertThat(Reading.of(format("new-api"), excerpt.payload()).call().get("units.searches"))
        .as("as it goes to Kafka")
        .isEqualTo(searches);
  }

  /** new-api writes -1000 where an answer was not streamed. */
  @Test
  void doesNotKnowDurationsBelowZero() {
    String whole = ROW.replace("410", "-1000").replace("\"is_stream\":true", "\"is_stream\":false");
    assertThat(Reading.of(format("new-api"), whole).call())
        .doesNotContainKey("time_to_first_token_ms")
        .containsEntry("latency_ms", 3000L)
        .containsEntry("input_tokens", 1200L);
    assertThat(Reading.of(format("new-api"), ROW.replace("time\":3", "time\":-3")).call())
        .doesNotContainKey("latency_ms")
        .containsEntry("time_to_first_token_ms", 410L);
    assertThat(Reading.of(format("envoy-access-log"), ENVOY.replace("3250", "-1")).call())
        .doesNotContainKey("latency_ms")
        .containsEntry("input_tokens", 1200L);
    assertThat(Reading.of(format("higress"), HIGRESS.replace("309", "-1")).call())
        .doesNotContainKey("time_to_first_token_ms")
        .containsEntry("latency_ms", 1955L);
  }

  @Test
  void rejectsDurationsThatAreNoNumbersOrTooLarge() {
    for (String duration : List.of("3s", "1e17", "1e30")) {
      String record = ENVOY.replace("3250", duration);
      assertThat(Reading.of(format("envoy-access-log"), record).rejection())
          .as(duration)
          .startsWith("duration");
    }
  }

  @Test
  void addsTheCacheOfClaudeInNewApi() {
    String claude = ROW.replace("{\\\"cache_tokens", "{\\\"claude\\\":true,\\\"cache_tokens");

    assertThat(Reading.of(format("new-api"), claude).call()).containsEntry("input_tokens", 2224L);
  }

  @Test
  void readsLinesOfEnvoy() {
    Map<String, Object> call = Reading.of(format("envoy-access-log"), ENVOY).call();

    assertThat(call)
        .containsEntry("request_id", "e-1")
        .containsEntry("model", "gpt-4o")
        .containsEntry("provider", "openai")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("endpoint", "chat")
        .containsEntry("client_ip", "192.0.2.7")
        .containsEntry("status_code", 200);
    String left = ENVOY.replace("\"response_flags\":\"-\"", "\"response_flags\":\"DC\"");
    assertThat(Reading.of(format("envoy-access-log"), left).call())
        .containsEntry("error_type", "client_closed");
    String other = "{\"x-request-id\":\"e-2\",\"start_time\":\"2026-01-01T01:00:00Z\"}";
    assertThat(Reading.of(format("envoy-access-log"), other).calls()).isEmpty();
  }

  @Test
  void readsLinesOfHigress() {
    Map<String, Object> call = Reading.of(format("higress"), HIGRESS).call();

    assertThat(call)
        .containsEntry("request_id", "h-1")
        .containsEntry("model", "qwen-turbo")
        .containsEntry("user_id", "alice")
        .containsEntry("api_key_id", "alice")
        .containsEntry("input_tokens", 10L)
        .containsEntry("output_tokens", 69L)
        .containsEntry("latency_ms", 1955L)
        .containsEntry("time_to_first_token_ms", 309L);
  }

  @Test
  void excerptsReadAsTheirRecordsAndHoldNoContent() {
    for (Map.Entry<String, String> record :
        List.of(
            Map.entry("new-api", ROW),
            Map.entry("new-api", failure(1767229200, 4, "['4','4']")),
            Map.entry("envoy-access-log", ENVOY),
            Map.entry("higress", HIGRESS))) {
      Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);
      format(record.getKey()).copyRecord(record.getValue().getBytes(UTF_8), excerpt);
      assertThat(excerpt.isParsed()).as(record.getKey()).isTrue();
      assertThat(new String(excerpt.payload(), UTF_8)).doesNotContain("SECRET");
      Map<String, Object> copied = Reading.of(format(record.getKey()), excerpt.payload()).call();
      Map<String, Object> whole = Reading.of(format(record.getKey()), record.getValue()).call();
      copied.remove("client_ip");
      whole.remove("client_ip");
      assertThat(copied).as(record.getKey()).isEqualTo(whole);
    }
  }
}
