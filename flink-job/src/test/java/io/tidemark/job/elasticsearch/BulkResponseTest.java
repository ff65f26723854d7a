/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.elasticsearch.BulkResponse.ErrorText;
import io.tidemark.job.elasticsearch.BulkResponse.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
final class BulkResponseTest {

  private static final String WHOLE =
      """
      {"took":3,"errors":true,"items":[
        {"index":{"_index":"i","_id":"a","status":201,"_shards":{"total":1}}},
        {"create":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"there"}}},
        {"index":{"error":{"type":"mapper_parsing_exception","reason":"failed to parse",
          "caused_by":{"type":"number_format_exception","reason":"For input string"}},"status":400}}
      ]}""";

  @Test
  void readsStatusAndErrorOfEachItem() throws IOException {
    assertThat(BulkResponse.read(stream(WHOLE), 3).items())
        .containsExactly(
            new Item(201, ErrorText.NONE),
            new Item(409, new ErrorText("version_conflict_engine_exception", "there")),
            new Item(
                400,
                new ErrorText(
                    "mapper_parsing_exception",
                    "failed to parse: number_format_exception: For input string")));
  }

  @Test
  void believesNothingOfAnAnswerCutOffAnywhere() {
    String line = WHOLE.strip();
    for (int length = 0; length < line.length(); length++) {
      InputStream cut = stream(line.substring(0, length));
      assertThatThrownBy(() -> BulkResponse.read(cut, 3)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"items\":null}",
        "{\"items\":[]}",
        "{\"items\":[{}]}",
        "{\"items\":[{\"index\":{}}]}",
        "{\"items\":[{\"index\":{\"status\":\"201\"}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":201}}]}",
        "<html>"
      })
  void rejectsResponsesWithoutOneItemPerDocument(String answer) {
    assertThatThrownBy(() -> BulkResponse.read(stream(answer), 1)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{\"error\":\"text\"}", "{\"error\":{\"type\":\"x\""})
  void knowsNoErrorWhereElasticsearchDidNotSpeak(String body) {
    assertThat(BulkResponse.readError(stream(body))).isEqualTo(ErrorText.NONE);
  }

  @Test
  void readsTheErrorOfAWholeRequest() {
    String body = "{\"error\":{\"root_cause\":[{\"type\":\"y\"}],\"type\":\"x\",\"reason\":\"z\"}}";
    assertThat(BulkResponse.readError(stream(body))).isEqualTo(new ErrorText("x", "z"));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
