/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shapes in which LiteLLM really writes calls, and their identities. */
@Tag("fast")
class LitellmRecordsTest {

  private static final String ROW =
      "{'request_id':'chatcmpl-bb-1','session_id':'s','call_type':'acompletion','api_key':'h',"
          + "'cache_hit':'None','startTime':'2026-11-28 19:50:41.438318',"
          + "'endTime':'2026-11-28 19:50:42.938318',"
          + "'completionStartTime':'2026-11-28 19:50:41.738318','model':'gpt-4o','user':'u-9',"
          + "'team_id':'t-1','organization_id':'case-30',"
          + "'metadata':%s,'spend':0.0002,'total_tokens':30,"
          + "'prompt_tokens':10,'completion_tokens':20,'request_tags':'[]','end_user':'',"
          + "'model_group':'','custom_llm_provider':'openai','messages':'{}','response':'{}',"
          + "'status':'success'}";

  private static final String PAYLOAD =
      "{'id':'chatcmpl-aa-1','trace_id':null,'call_type':'acompletion','stream':true,"
          + "'status':'success','startTime':'2026-11-28 19:50:41.438318',"
          + "'endTime':'2026-11-28 19:50:42.938318','completionStartTime':null,'model':'gpt-4o',"
          + "'metadata':{'user_api_key_hash':null,'user_api_key_org_id':null,"
          + "'user_api_key_team_id':null},'total_tokens':30,'prompt_tokens':10,"
          + "'completion_tokens':20,'end_user':'','error_information':"
          + "{'error_code':'','error_class':''}}";

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static String row(String metadata) {
    return json(ROW).replace("%s", metadata);
  }

  private static Reading read(FormatOptions options, String record) {
    return Reading.of(ModelCallFormats.byName("litellm", options), record);
  }

  private static Reading read(String record) {
    return read(FormatOptions.NONE, record);
  }

  @Test
  void readsRowsOfSpendLogs() {
    String metadata = "\"{\\\"usage_object\\\": {\\\"prompt_tokens\\\": 10}}\"";
    assertThat(read(row(metadata)).call())
        .containsEntry("request_id", "chatcmpl-bb-1")
        .containsEntry("tenant_id", "case-30")
        .containsEntry("project_id", "t-1")
        .containsEntry("user_id", "u-9")
        .containsEntry("api_key_id", "h")
        .containsEntry("model", "gpt-4o")
        .containsEntry("event_time", 1795895441438L)
        .containsEntry("latency_ms", 1500L)
        .containsEntry("time_to_first_token_ms", 300L)
        .containsEntry("input_tokens", 10L)
        .containsEntry("output_tokens", 20L)
        .containsEntry("reported_cost_nanos", 200_000L);
  }

  @Test
  void readsTagsOfRequests() {
    String tags = "['feature: checkout','beta','User-Agent: claude-cli','url:http://a:1',':x',7]";
    Map<String, String> expected =
        Map.of(
            "request_tags.feature", "checkout",
            "request_tags.beta", "true",
            "request_tags.url", "http://a:1");

    String payload =
        json(PAYLOAD.replace("'end_user':''", "'request_tags':" + tags))
            .replace("\"user_api_key_org_id\":null", "\"user_api_key_org_id\":\"acme\"");
    assertThat(read(payload).call()).containsEntry("tags", expected);

    String text = json(tags).replace("\"", "\\\"");
    String row =
        row("{}").replace("\"[]\"", "\"" + text + "\"").replace("\"session_id\":\"s\",", "");
    assertThat(read(row).call()).containsEntry("tags", expected);
  }

  @Test
  void excerptsHoldAllTagsOfRequests() {
    String tags =
        IntStream.range(0, 20)
            .mapToObj(i -> "\\\"%s-%d:%s\\\"".formatted("x".repeat(40), i, "v".repeat(40)))
            .collect(Collectors.joining(",", "[", "]"));
    String row = row("{}").replace("\"[]\"", "\"" + tags + "\"");
    Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);

    ModelCallFormats.byName("litellm", FormatOptions.NONE).copyRecord(row.getBytes(UTF_8), excerpt);

    Map<String, Object> copied =
        Reading.of(ModelCallFormats.byName("litellm", FormatOptions.NONE), excerpt.payload())
            .call();
    assertThat(copied).isEqualTo(read(row).call()).containsKey("tags");
    assertThat((Map<?, ?>) copied.get("tags")).hasSizeGreaterThan(20);
  }

  @Test
  void readsPartsOfPriceKeys() {
    String usage =
        "'usage_object':{'prompt_tokens':10,'service_tier':'priority',"
            + "'cache_creation_input_tokens':6,'prompt_tokens_details':"
            + "{'cache_creation_token_details':{'ephemeral_1h_input_tokens':4}},"
            + "'server_tool_use':{'web_search_requests':3},'seconds':12.5}";
    String payload =
        PAYLOAD
            .replace("'user_api_key_team_id':null", usage)
            .replace("{'id'", "{'response_cost':0.00214,'model_group':'small','id'")
            .replace("'user_api_key_org_id':null", "'user_api_key_org_id':'o'");
    assertThat(read(json(payload)).call())
        .containsEntry("service_tier", "priority")
        .containsEntry("cache_write_tokens", 6L)
        .containsEntry("cache_write_1h_tokens", 4L)
        .containsEntry("reported_cost_nanos", 2_140_000L)
        .containsEntry("reported_currency", "USD")
        .containsEntry("request_model", "small")
        .containsEntry("units.searches", 3L)
        .containsEntry("units.audio_seconds", 13L);
  }

  @Test
  void readsInputDetailsOfTheResponsesApi() {
    String usage =
        "{'usage_object':{'input_tokens':10,'output_tokens':20,'total_tokens':30,"
            + "'input_tokens_details':{'cached_tokens':4,'cache_write_tokens':3},"
            + "'output_tokens_details':{'reasoning_tokens':5}}}";
    Map<String, Object> call = read(row(json(usage))).call();
    assertThat(call)
        .containsEntry("input_tokens", 10L)
        .containsEntry("cache_read_tokens", 4L)
        .containsEntry("cache_write_tokens", 3L)
        .containsEntry("reasoning_tokens", 5L);
    String text = '"' + json(usage).replace("\"", "\\\"") + '"';
    assertThat(read("[" + row(text) + "," + row("null") + "]").calls().get(0)).isEqualTo(call);
    assertThat(read("[" + row(text) + "," + row("null") + "]").calls().get(1))
        .doesNotContainKey("cache_read_tokens");
  }

  @Test
  void doesNotKnowLatenciesOfThousandsOfYears() {
    assertThat(read(row("null").replace("\"endTime\":\"2026", "\"endTime\":\"9999")).call())
        .doesNotContainKey("latency_ms")
        .containsEntry("input_tokens", 10L);
  }

  @Test
  void readsTheMetadataOfRowsAsObjectOrText() {
    String metadata =
        "{\"status\":\"failure\",\"user_api_key_alias\":\"caf\u00e9 \\\"x\\\"\","
            + "\"error_information\":{\"error_code\":\"429\",\"error_class\":\"RateLimitError\"},"
            + "\"usage_object\":{\"prompt_tokens_details\":{\"cached_tokens\":4}},"
            + "\"additional_usage_values\":{\"cache_creation_input_tokens\":3}}";
    String text = "\"" + metadata.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    Map<String, Object> call = read(row(metadata)).call();
    assertThat(call)
        .containsEntry("request_id", "chatcmpl-bb-1/failure")
        .containsEntry("status_code", 429)
        .containsEntry("error_type", "RateLimitError")
        .containsEntry("cache_read_tokens", 4L)
        .containsEntry("cache_write_tokens", 3L);
    assertThat(read(row(text)).call()).isEqualTo(call);
    assertThat(read("[" + row(text) + ",\n" + row(text) + "]").calls()).containsExactly(call, call);
    for (String none : List.of("null", "\"\"", "\"[]\"", "\"{\"", "7", "\"\\\\\"")) {
      assertThat(read(row(none)).call()).containsEntry("request_id", "chatcmpl-bb-1");
    }
  }

  @Test
  void reasonsNameTheFieldsOfTheSource() {
    FormatOptions acme = FormatOptions.NONE.withDefaultTenant("acme");
    String payload = json(PAYLOAD);
    assertThat(read(acme, payload).call()).containsEntry("tenant_id", "acme");
    assertThat(read(payload).rejection()).isEqualTo("metadata/user_api_key_org_id is missing");
    assertThat(read(acme, payload.replace("\"id\"", "\"x\"")).rejection())
        .isEqualTo("id is missing");
    assertThat(
            read(acme, payload.replace("\"startTime\":", "\"startTime\":null,\"x\":")).rejection())
        .isEqualTo("startTime is missing");
    assertThat(read(acme, payload.replace("\"model\"", "\"x\"")).rejection())
        .isEqualTo("model is missing");
    assertThat(
            read(row("null").replace("organization_id", "x").replace("team_id", "y")).rejection())
        .isEqualTo("organization_id is missing");
  }

  private static final class Identities implements UsageFormat.Output<ModelCall> {
    final List<List<Long>> ids = new ArrayList<>();
    final List<String> requestIds = new ArrayList<>();

    @Override
    public void event(ModelCall call) {
      CallRow row = CallRow.of(call, new Fingerprint());
      ids.add(List.of(row.idHigh, row.idLow));
      requestIds.add(call.text(CallText.REQUEST_ID));
    }

    @Override
    public void reject(String message) {
      throw new AssertionError(message);
    }
  }

  private static Identities identities(String... records) {
    Identities identities = new Identities();
    UsageFormat<ModelCall> format =
        ModelCallFormats.byName("litellm", FormatOptions.NONE.withDefaultTenant("acme"));
    for (String record : records) {
      format.parse(record.getBytes(UTF_8), identities);
    }
    return identities;
  }

  @Test
  void callsOfAResponseCacheAreCallsOfTheirOwn() {
    String first = json(PAYLOAD).replaceFirst("\\{", "{\"litellm_call_id\":\"call-1\",");
    String second = first.replace("call-1", "call-2");
    String without = json(PAYLOAD);
    Identities identities = identities(first, second, first, without);
    assertThat(identities.requestIds).containsOnly("chatcmpl-aa-1");
    assertThat(identities.ids.get(0)).isEqualTo(identities.ids.get(2));
    assertThat(new HashSet<>(identities.ids)).hasSize(3);
  }

  @Test
  void keepsLongIdsAndTellsThemApart() {
    String longId = "resp_" + "x".repeat(1500);
    String one = json(PAYLOAD).replace("chatcmpl-aa-1", longId + "a");
    String other = json(PAYLOAD).replace("chatcmpl-aa-1", longId + "b");
    Identities identities = identities(one, other);
    assertThat(identities.requestIds).containsExactly(longId + "a", longId + "b");
    assertThat(identities.ids).doesNotHaveDuplicates();
    assertThat(read(json(PAYLOAD).replace("chatcmpl-aa-1", "x".repeat(8193))).rejection())
        .isEqualTo("id must have at most 8192 bytes");
  }
}
