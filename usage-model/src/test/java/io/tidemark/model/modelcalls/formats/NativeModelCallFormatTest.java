/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NativeModelCallFormatTest {

  private static final String REQUIRED =
      "'request_id':'r-1','event_time':1767229200125,'tenant_id':'t','model':'m'";

  private final NativeModelCallFormat format = new NativeModelCallFormat();

  private Map<String, Object> read(String fields) {
    return Reading.of(format, json(fields)).call();
  }

  private String rejected(String fields) {
    return Reading.of(format, json(fields)).rejection();
  }

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }

  @Test
  void readsEveryField() {
    Map<String, Object> call =
        read(
            "'request_id':'r-1','event_time':'2026-01-01T01:00:00.125Z','tenant_id':'acme',"
                + "'model':'qwen3-32b','model_source':'custom','project_id':'p','user_id':'u-17',"
                + "'user_type':'service_account','api_key_id':'k','channel':'playground',"
                + "'endpoint':'/v1/chat/completions','operation':'chat','provider':'openai',"
                + "'status_code':429,'error_type':'rate_limit','blocked':true,"
                + "'input_tokens':1200,'cache_read_tokens':1024,'cache_write_tokens':10,"
                + "'output_tokens':310,'reasoning_tokens':120,'total_tokens':1510,"
                + "'latency_ms':3250,'time_to_first_token_ms':410,'attempts':2,"
                + "'client_ip':'192.0.2.7','user_agent':'claude-cli/2.1.114 (external, cli)',"
                + "'tags':{'team':'search','stage':'prod'}");
    assertThat(call)
        .containsEntry("request_id", "r-1")
        .containsEntry("event_time", Instant.parse("2026-01-01T01:00:00.125Z").toEpochMilli())
        .containsEntry("tenant_id", "acme")
        .containsEntry("model", "qwen3-32b")
        .containsEntry("model_source", "custom")
        .containsEntry("project_id", "p")
        .containsEntry("user_id", "u-17")
        .containsEntry("user_type", "service_account")
        .containsEntry("api_key_id", "k")
        .containsEntry("channel", "playground")
        .containsEntry("endpoint", "/v1/chat/completions")
        .containsEntry("operation", "chat")
        .containsEntry("provider", "openai")
        .containsEntry("status_code", 429)
        .containsEntry("error_type", "rate_limit")
        .containsEntry("blocked", true)
        .containsEntry("input_tokens", 1200L)
        .containsEntry("cache_read_tokens", 1024L)
        .containsEntry("cache_write_tokens", 10L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("reasoning_tokens", 120L)
        .containsEntry("total_tokens", 1510L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("time_to_first_token_ms", 410L)
        .containsEntry("attempts", 2L)
        .containsEntry("client_ip", "192.0.2.7")
        .containsEntry("user_agent", "claude-cli/2.1.114 (external, cli)")
        .containsEntry("client", "claude-code")
        .containsEntry("tags", Map.of("team", "search", "stage", "prod"))
        .hasSize(29);
  }

  @Test
  void fillsDefaultsAndNothingElse() {
    assertThat(read(REQUIRED))
        .isEqualTo(
            Map.of(
                "request_id", "r-1",
                "event_time", 1767229200125L,
                "tenant_id", "t",
                "model", "m",
                "model_source", "preset",
                "user_type", "user",
                "channel", "api"));
  }

  @Test
  void forgetsTheCallBefore() {
    read(REQUIRED + ",'blocked':true,'status_code':500,'user_agent':'x','tags':{'a':'b'}");
    read(REQUIRED + ",'input_tokens':5,'error_type':'x'");
    assertThat(read(REQUIRED)).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"request_id", "event_time", "tenant_id", "model"})
  void wantsRequiredFields(String field) {
    String without = REQUIRED.replace("'" + field + "'", "'x_" + field + "'");
    String message = field + " is missing";
    assertThat(rejected(without)).isEqualTo(message);
    assertThat(rejected(without + ",'" + field + "':null")).isEqualTo(message);
    if (!field.equals("event_time")) {
      assertThat(rejected(without + ",'" + field + "':''")).isEqualTo(message);
    }
    assertThat(rejected(without + ",'" + field + "':{}")).startsWith(field + " must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "user_id, user",
    "project_id, project",
    "input_tokens, prompt_tokens",
    "output_tokens, completion_tokens",
    "latency_ms, duration_ms",
    "latency_ms, latency"
  })
  void takesAliasesWhichNeverWin(String field, String alias) {
    boolean text = field.endsWith("_id");
    Object given = text ? "a" : (Object) 7L;
    String value = text ? "'a'" : "7";
    String other = text ? "'b'" : "8";
    assertThat(read(REQUIRED + ",'" + alias + "':" + value)).containsEntry(field, given);
    String own = ",'" + field + "':" + value;
    String aliased = ",'" + alias + "':" + other;
    assertThat(read(REQUIRED + own + aliased)).containsEntry(field, given);
    assertThat(read(REQUIRED + aliased + own)).containsEntry(field, given);
    String absent = ",'" + field + "':null";
    String onlyAlias = ",'" + alias + "':" + value;
    assertThat(read(REQUIRED + absent + onlyAlias)).containsEntry(field, given);
    assertThat(read(REQUIRED + onlyAlias + absent)).containsEntry(field, given);
  }

  @Test
  void takesTheFirstOfTwoAliases() {
    assertThat(read(REQUIRED + ",'latency':8,'duration_ms':7")).containsEntry("latency_ms", 7L);
  }

  @Test
  void takesTimestampForEventTime() {
    String fields = REQUIRED.replace("event_time", "timestamp");
    assertThat(read(fields)).containsEntry("event_time", 1767229200125L);
    assertThat(read(fields + ",'event_time':1767229200"))
        .containsEntry("event_time", 1767229200000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1767229200",
        "1767229200000",
        "1767229200000000",
        "1767229200000000000",
        "1767229200.0",
        "1.7672292e9",
        "1.7672292E+9",
        "17672292000e-1",
        "'2026-01-01T01:00:00Z'",
        "'2026-01-01t01:00:00z'",
        "'2026-01-01 01:00:00Z'",
        "'2026-01-01T01:00:00.000000000000Z'",
        "'2026-01-01T09:00:00+08:00'",
        "'2025-12-31T18:30:00-06:30'"
      })
  void readsEveryFormOfTime(String time) {
    assertThat(read(REQUIRED + ",'event_time':" + time))
        .containsEntry("event_time", 1767229200000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-1.5",
        "1e300",
        "1e999999999999",
        "9223372036854775808",
        "true",
        "[]",
        "'now'",
        "''",
        "'1767229200'",
        "'2026-01-01'",
        "'2026-01-01T01:00:00'",
        "'2026-02-29T01:00:00Z'",
        "'2026-13-01T01:00:00Z'",
        "'2026-01-01T24:00:00Z'",
        "'2026-01-01T01:00:00.Z'",
        "'2026-01-01T01:00:00+0800'",
        "'2026-01-01T01:00:00+24:00'",
        "'1969-12-31T23:59:59Z'"
      })
  void rejectsInvalidTimes(String time) {
    assertThat(rejected(REQUIRED + ",'event_time':" + time))
        .isEqualTo("event_time must be a time: RFC 3339 text, or a number since 1970");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "1e3", "'5'", "true", "[1]", "{}", "1000000000001", "1e400"})
  void rejectsInvalidCounts(String value) {
    assertThat(rejected(REQUIRED + ",'input_tokens':" + value))
        .isEqualTo("input_tokens must be an integer from 0 to 1000000000000");
    assertThat(rejected(REQUIRED + ",'prompt_tokens':" + value)).startsWith("prompt_tokens must");
  }

  @Test
  void keepsCountsExactly() {
    assertThat(read(REQUIRED + ",'input_tokens':1000000000000,'output_tokens':0"))
        .containsEntry("input_tokens", 1000000000000L)
        .containsEntry("output_tokens", 0L);
  }

  @Test
  void countsCharactersNotBytes() {
    String longest = "漢".repeat(511) + "😀";
    assertThat(read(REQUIRED + ",'user_id':'" + longest + "'")).containsEntry("user_id", longest);
    assertThat(rejected(REQUIRED + ",'user_id':'" + longest + "x'"))
        .isEqualTo("user_id must have at most 512 characters");
  }

  @Test
  void cutsTextThatIsNoIdentifier() {
    String longest = "é".repeat(512);
    assertThat(read(REQUIRED + ",'user_agent':'" + longest + "é','error_type':'" + longest + "é'"))
        .containsEntry("user_agent", longest)
        .containsEntry("error_type", longest);
  }

  @Test
  void readsEscapes() {
    assertThat(
            read(REQUIRED + ",'user_id':'\\u00e9\\ud83d\\ude00\\n\\/\\'x','tags':{'\\t':'\\\\'}"))
        .containsEntry("user_id", "é😀\n/\"x")
        .containsEntry("tags", Map.of("\t", "\\"));
    assertThat(read("'request\\u005fid':'r'," + REQUIRED.substring("'request_id':'r-1',".length())))
        .containsEntry("request_id", "r");
  }

  @Test
  void replacesHalfASurrogatePair() {
    assertThat(read(REQUIRED + ",'user_id':'\\ud83d'")).containsEntry("user_id", "\uFFFD");
    assertThat(read(REQUIRED + ",'user_id':'a\\ude00\\ud83d'"))
        .containsEntry("user_id", "a\uFFFD\uFFFD");
    assertThat(read(REQUIRED + ",'other':'\\ud83d'")).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({"model_source, Preset", "user_type, robot", "channel, API"})
  void rejectsUnknownChoices(String field, String value) {
    assertThat(rejected(REQUIRED + ",'" + field + "':'" + value + "'"))
        .startsWith(field + " must be one of ")
        .doesNotContain(value);
    assertThat(read(REQUIRED + ",'" + field + "':''")).hasSize(7);
  }

  @Test
  void keepsRequestIdsOfUpToEightKibibytes() {
    for (String longest : new String[] {"r".repeat(8192), "é".repeat(4096)}) {
      assertThat(read(REQUIRED.replace("r-1", longest))).containsEntry("request_id", longest);
      assertThat(rejected(REQUIRED.replace("r-1", longest + "r")))
          .isEqualTo("request_id must have at most 8192 bytes");
    }
  }

  @Test
  void countsCallsWhoseTokensContradictEachOther() {
    assertThat(
            read(
                REQUIRED
                    + ",'input_tokens':53154,'output_tokens':2809,'total_tokens':55963,"
                    + "'cache_read_tokens':49408,'reasoning_tokens':3364"))
        .containsEntry("output_tokens", 2809L)
        .containsEntry("total_tokens", 55963L)
        .containsEntry("cache_read_tokens", 49408L)
        .containsEntry("inconsistent", true)
        .doesNotContainKey("reasoning_tokens");
    assertThat(read(REQUIRED + ",'input_tokens':10,'output_tokens':5,'total_tokens':1015"))
        .containsEntry("input_tokens", 10L)
        .containsEntry("output_tokens", 1005L)
        .containsEntry("total_tokens", 1015L)
        .doesNotContainKey("inconsistent");
    assertThat(read(REQUIRED + ",'input_tokens':10,'cache_read_tokens':6,'cache_write_tokens':5"))
        .containsEntry("input_tokens", 15L)
        .doesNotContainKey("inconsistent");
    assertThat(read(REQUIRED + ",'output_tokens':10,'reasoning_tokens':11"))
        .containsEntry("output_tokens", 21L);
    assertThat(read(REQUIRED + ",'cache_read_tokens':6,'reasoning_tokens':11"))
        .containsEntry("input_tokens", 6L)
        .containsEntry("output_tokens", 11L)
        .doesNotContainKey("inconsistent");
  }

  @Test
  void takesTotalAloneAsTotal() {
    ModelCall[] seen = new ModelCall[1];
    format.parse(
        json(REQUIRED + ",'total_tokens':1510").getBytes(java.nio.charset.StandardCharsets.UTF_8),
        new io.tidemark.model.parsing.UsageFormat.Output<>() {
          @Override
          public void event(ModelCall call) {
            seen[0] = call;
          }

          @Override
          public void reject(String message) {
            throw new AssertionError(message);
          }
        });
    assertThat(seen[0].totalTokens()).isEqualTo(1510);
    assertThat(seen[0].has(CallText.CLIENT)).isFalse();
  }

  @Test
  void readsSixteenTagsAndRefusesMore() {
    assertThat(read(REQUIRED + ",'tags':{" + tags(16) + "}").get("tags"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasSize(16);
    assertThat(rejected(REQUIRED + ",'tags':{" + tags(17) + "}"))
        .isEqualTo("tags must have at most 16 entries");
    assertThat(read(REQUIRED + ",'tags':{'a':null,'b':''}")).containsEntry("tags", Map.of("b", ""));
    assertThat(rejected(REQUIRED + ",'tags':{'a':1}")).startsWith("tags must have texts");
    assertThat(rejected(REQUIRED + ",'tags':{'':'1'}")).startsWith("tags must have names");
    assertThat(rejected(REQUIRED + ",'tags':[]")).isEqualTo("tags must be an object of texts");
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'k" + i + "':'v'")
        .collect(Collectors.joining(","));
  }

  @Test
  void countsTheLastOfTwoFields() {
    assertThat(read(REQUIRED + ",'model':'n','input_tokens':1,'input_tokens':2"))
        .containsEntry("model", "n")
        .containsEntry("input_tokens", 2L);
    assertThat(read(REQUIRED + ",'input_tokens':1,'input_tokens':null"))
        .doesNotContainKey("input_tokens");
  }
}
