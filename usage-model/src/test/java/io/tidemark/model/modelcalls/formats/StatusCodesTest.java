/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.Outcome;
import io.tidemark.model.parsing.UsageFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class StatusCodesTest {

  private static final String REQUIRED =
      "'request_id':'r-1','event_time':1767229200125,'tenant_id':'t','model':'m'";

  private final NativeModelCallFormat format = new NativeModelCallFormat();

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }

  private Map<String, Object> read(String fields) {
    return Reading.of(format, json(fields)).call();
  }

  private String rejected(String fields) {
    return Reading.of(format, json(fields)).rejection();
  }

  @ParameterizedTest
  @ValueSource(strings = {"200.0", "'200'", "2e2", "true"})
  void rejectsStatusCodesThatAreNoIntegers(String code) {
    assertThat(rejected(REQUIRED + ",'status_code':" + code))
        .isEqualTo("status_code must be an integer");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 499})
  void countsCallsThatTheClientClosedAsFailed(int code) {
    String call = REQUIRED + ",'input_tokens':500,'status_code':" + code;
    assertThat(read(call))
        .containsEntry("status_code", code)
        .containsEntry("error_type", "client_closed")
        .containsEntry("input_tokens", 500L);
    assertThat(read(call + ",'error_type':'client_disconnected'"))
        .containsEntry("error_type", "client_disconnected");
    assertThat(outcome(call)).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 99, 600, 999, 1006, 65536 + 200, 1L << 40, Long.MAX_VALUE})
  void countsCallsWithNumbersThatAreNoHttpStatusAsFailed(long code) {
    String call = REQUIRED + ",'status_code':" + code;
    assertThat(read(call))
        .containsEntry("error_type", "not_http_status")
        .doesNotContainKey("status_code");
    assertThat(outcome(call)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void keepsOverloadedAndOtherRareStatusCodes() {
    assertThat(read(REQUIRED + ",'status_code':529")).containsEntry("status_code", 529);
    assertThat(outcome(REQUIRED + ",'status_code':529")).isEqualTo(Outcome.FAILED);
    assertThat(outcome(REQUIRED + ",'status_code':304")).isEqualTo(Outcome.SUCCEEDED);
  }

  private Outcome outcome(String fields) {
    Outcome[] seen = new Outcome[1];
    format.parse(
        json(fields).getBytes(UTF_8),
        new UsageFormat.Output<>() {
          @Override
          public void event(ModelCall call) {
            seen[0] = call.outcome();
          }

          @Override
          public void reject(String message) {
            throw new AssertionError(message);
          }
        });
    return seen[0];
  }
}
