/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which form an answer has, against the running API. */
@Tag("node")
class AnswerFormsTest {

  private static final String TREND = "/api/v1/model-calls/trend";
  private static final String SUMMARY = "/api/v1/model-calls/summary";

  private final LiveApi api = LiveApi.shared();
  private final String token = api.tokens().superAdmin("forms", "root");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                                   | application/json",
        "*/*                                                | application/json",
        "application/*                                      | application/json",
        "text/html,application/xhtml+xml,*/*;q=0.8          | application/json",
        "application/yaml, application/json;q=0.1           | application/json",
        "text/csv                                           | text/csv",
        "text/*                                             | text/csv",
        "application/yaml, text/csv                         | text/csv",
        "*/*, text/csv                                      | text/csv",
        "text/csv;q=0.2, application/json;q=0.9             | application/json",
        "text/csv;q=0, */*                                  | application/json",
        "application/x-ndjson, text/csv                     | application/x-ndjson",
        "text/csv, application/x-ndjson                     | text/csv"
      })
  void rowsComeInTheFormThatIsWantedMost(String accept, String type) {
    assertThat(typeOf(get(TREND, accept))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"json, application/json", "csv, text/csv", "ndjson, application/x-ndjson"})
  void prefersTheParameterToTheAcceptHeader(String format, String type) {
    assertThat(typeOf(get(TREND + "?format=" + format, "application/yaml"))).isEqualTo(type);
  }

  @Test
  void withoutAHeaderItIsJson() {
    assertThat(typeOf(api.get(token, TREND))).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/yaml", "text/html", "image/*", "no type", "application/json;q=0"})
  void rejectsUnknownFormatsAndNamesTheKnownOnes(String accept) {
    Answer rows = get(TREND, accept);
    assertRefused(rows);
    assertThat(allowed(rows))
        .containsExactly("application/json", "text/csv", "application/x-ndjson");

    Answer object = get(SUMMARY, accept);
    assertRefused(object);
    assertThat(allowed(object)).containsExactly("application/json");
  }

  @Test
  void anAnswerWithoutRowsIsNotWrittenAsRows() {
    assertRefused(get(SUMMARY, "text/csv"));
  }

  @Test
  void aRefusedDeletionDeletesNothing() {
    api.proxy().forget();
    Answer refused =
        api.send(
            api.request(token, "/api/v1/model-calls/models/own-model")
                .header("Accept", "application/yaml")
                .DELETE()
                .build());

    assertRefused(refused);
    // Others may ask for something at any time.
    assertThat(api.proxy().sent()).noneMatch(sent -> sent.path().contains("_delete_by_query"));
  }

  private Answer get(String path, String accept) {
    HttpRequest request = api.request(token, path).header("Accept", accept).GET().build();
    return api.send(request);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(406);
    assertThat(typeOf(answer)).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asString())
        .isEqualTo("urn:tidemark:problem:not-acceptable");
  }

  private static List<String> allowed(Answer answer) {
    List<String> allowed = new ArrayList<>();
    answer.json().path("allowed").forEach(type -> allowed.add(type.asString()));
    return allowed;
  }

  private static String typeOf(Answer answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
  }
}
