/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One test for each way in which sources count cache and reasoning tokens. */
@Tag("fast")
class TokenMeaningTest {

  private static Map<String, Object> litellm(String tokens, String usage) {
    String record =
        "{'id':'i','status':'success','startTime':1767229200.5,'model':'m',"
            + tokens
            + ",'metadata':{'user_api_key_org_id':'o','usage_object':{"
            + usage
            + "}}}";
    return Reading.of(
            ModelCallFormats.byName("litellm", FormatOptions.NONE), record.replace('\'', '"'))
        .call();
  }

  private static Map<String, Object> span(String... attributes) {
    StringBuilder all = new StringBuilder("{'key':'tenant.id','value':{'stringValue':'t'}}");
    all.append(",{'key':'gen_ai.operation.name','value':{'stringValue':'chat'}}");
    all.append(",{'key':'gen_ai.request.model','value':{'stringValue':'m'}}");
    for (int i = 0; i < attributes.length; i += 2) {
      all.append(",{'key':'gen_ai.usage.").append(attributes[i]);
      all.append("','value':{'intValue':'").append(attributes[i + 1]).append("'}}");
    }
    String record =
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'a','spanId':'b',"
            + "'startTimeUnixNano':'1767229200000000000','attributes':["
            + all
            + "]}]}]}]}";
    return Reading.of(
            ModelCallFormats.byName("otel-genai", FormatOptions.NONE), record.replace('\'', '"'))
        .call();
  }

  private static void assertTokens(
      Map<String, Object> call, long input, long read, long write, long output) {
    assertThat(call)
        .containsEntry("input_tokens", input)
        .containsEntry("cache_read_tokens", read)
        .containsEntry("cache_write_tokens", write)
        .containsEntry("output_tokens", output);
  }

  @Test
  void openAiCountsCacheAndReasoningInside() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':1200,'completion_tokens':310,'total_tokens':1510",
            "'prompt_tokens':1200,'prompt_tokens_details':"
                + "{'cached_tokens':1024,'cache_write_tokens':5},"
                + "'completion_tokens_details':{'reasoning_tokens':120}");
    assertTokens(call, 1200, 1024, 5, 310);
    assertThat(call).containsEntry("reasoning_tokens", 120L);
  }

  @Test
  void anthropicCountsTheCacheApart() {
    String usage =
        "'input_tokens':12,'cache_read_input_tokens':15800,'cache_creation_input_tokens':340";
    String tokens = "'prompt_tokens':12,'completion_tokens':210,'total_tokens':222";
    assertTokens(litellm(tokens, usage), 16152, 15800, 340, 210);
    String small =
        "'input_tokens':900,'cache_read_input_tokens':10,'cache_creation_input_tokens':1";
    String smallTokens = "'prompt_tokens':900,'completion_tokens':210,'total_tokens':1110";
    assertTokens(litellm(smallTokens, small), 911, 10, 1, 210);
  }

  @Test
  void litellmAddsTheCacheOfAnthropicItself() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':16152,'completion_tokens':210,'total_tokens':16362",
            "'prompt_tokens':16152,'cache_read_input_tokens':15800,"
                + "'cache_creation_input_tokens':340");
    assertTokens(call, 16152, 15800, 340, 210);
  }

  @Test
  void geminiCountsThoughtsApart() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':100,'completion_tokens':50,'total_tokens':270",
            "'completion_tokens_details':{'reasoning_tokens':120}");
    assertThat(call).containsEntry("output_tokens", 170L).containsEntry("reasoning_tokens", 120L);
  }

  @Test
  void keepsTheTotalIfReasoningIsGreaterThanTheOutput() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':53154,'completion_tokens':2809,'total_tokens':55963",
            "'prompt_tokens':53154,'completion_tokens':2809,'total_tokens':55963,"
                + "'prompt_tokens_details':{'cached_tokens':49408},"
                + "'completion_tokens_details':{'reasoning_tokens':3364}");
    assertThat(call)
        .containsEntry("output_tokens", 2809L)
        .containsEntry("total_tokens", 55963L)
        .containsEntry("cache_read_tokens", 49408L)
        .containsEntry("inconsistent", true)
        .doesNotContainKey("reasoning_tokens");
  }

  @Test
  void addsCacheWritesThatDoNotFitIntoThePrompt() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':120357,'completion_tokens':4156,'total_tokens':124513",
            "'prompt_tokens':120357,'completion_tokens':4156,'total_tokens':124513,"
                + "'prompt_tokens_details':{'cached_tokens':120269},"
                + "'cache_creation_input_tokens':21002,'cache_read_input_tokens':120269");
    assertTokens(call, 141359, 120269, 21002, 4156);
    assertThat(call).containsEntry("total_tokens", 145515L).doesNotContainKey("inconsistent");
  }

  @Test
  void keepsTheCacheInsideIfItFits() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':91927,'completion_tokens':31,'total_tokens':91958",
            "'prompt_tokens_details':{'cached_tokens':91195,'cache_creation_tokens':731},"
                + "'cache_read_input_tokens':91195,'cache_creation_input_tokens':731,"
                + "'completion_tokens_details':{'text_tokens':31,'reasoning_tokens':0}");
    assertTokens(call, 91927, 91195, 731, 31);
    assertThat(call).containsEntry("total_tokens", 91958L).doesNotContainKey("inconsistent");
  }

  @Test
  void doesNotKnowCacheReadsThatTheTotalRulesOut() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':4000,'completion_tokens':200,'total_tokens':4200",
            "'prompt_tokens_details':{'cached_tokens':9000},"
                + "'completion_tokens_details':{'reasoning_tokens':0}");
    assertThat(call)
        .containsEntry("input_tokens", 4000L)
        .containsEntry("total_tokens", 4200L)
        .containsEntry("inconsistent", true)
        .doesNotContainKey("cache_read_tokens");
  }

  @Test
  void countsTokensThatOnlyTheTotalKnowsAsOutput() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':10,'completion_tokens':5,'total_tokens':1015",
            "'prompt_tokens':10,'completion_tokens':5,'total_tokens':1015");
    assertThat(call)
        .containsEntry("input_tokens", 10L)
        .containsEntry("output_tokens", 1005L)
        .containsEntry("total_tokens", 1015L)
        .doesNotContainKey("inconsistent");
  }

  @Test
  void addsAnthropicsCacheToAPromptThatLeavesItOut() {
    Map<String, Object> call =
        litellm(
            "'prompt_tokens':12,'completion_tokens':210,'total_tokens':222",
            "'prompt_tokens':12,'cache_read_input_tokens':15800,"
                + "'cache_creation_input_tokens':340");
    assertTokens(call, 16152, 15800, 340, 210);
  }

  @Test
  void spansCountCacheAndReasoningInside() {
    Map<String, Object> call =
        span(
            "input_tokens", "1200",
            "cache_read.input_tokens", "1024",
            "cache_creation.input_tokens", "7",
            "output_tokens", "310",
            "reasoning.output_tokens", "120");
    assertTokens(call, 1200, 1024, 7, 310);
  }

  @Test
  void spansOfAnthropicMayCountTheCacheApart() {
    Map<String, Object> call =
        span(
            "input_tokens", "12",
            "cache_read.input_tokens", "15800",
            "cache_write.input_tokens", "340",
            "output_tokens", "210");
    assertTokens(call, 16152, 15800, 340, 210);
  }
}
