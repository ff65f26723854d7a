/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ElasticsearchBreakerTest {

  private static final int CALLS = 8;

  private final ElasticsearchBreaker breaker =
      new ElasticsearchBreaker(
          new ElasticsearchBreaker.Connections().elasticsearchCircuitBreaker());

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopsTheSearchesOfOneTenantWhenTheyTakeTooLong(boolean answers) throws Exception {
    IOException tooLong =
        answers ? new IncompleteAnswerException("its time was up") : new SocketTimeoutException();
    fail("acme", tooLong);

    assertThatThrownBy(() -> breaker.call("acme", () -> "answer"))
        .isInstanceOf(CallNotPermittedException.class);
    assertThat(breaker.<String>call("globex", () -> "answer")).isEqualTo("answer");
    assertThat(breaker.<String>call(ElasticsearchBreaker.NO_TENANT, () -> "answer"))
        .isEqualTo("answer");
  }

  @Test
  void stopsAllSearchesWhenConnectionsFail() {
    fail("acme", new ConnectException("refused"));

    assertThatThrownBy(() -> breaker.call("globex", () -> "answer"))
        .isInstanceOf(CallNotPermittedException.class);
  }

  @Test
  void goesOnAfterFaultsOfTheRequest() throws Exception {
    for (int i = 0; i < CALLS; i++) {
      assertThatThrownBy(
              () ->
                  breaker.call(
                      "acme",
                      () -> {
                        throw new IllegalStateException();
                      }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(breaker.<String>call("acme", () -> "answer")).isEqualTo("answer");
  }

  private void fail(String tenant, IOException fault) {
    for (int i = 0; i < CALLS; i++) {
      assertThatThrownBy(
              () ->
                  breaker.call(
                      tenant,
                      () -> {
                        throw fault;
                      }))
          .isInstanceOfAny(fault.getClass(), CallNotPermittedException.class);
    }
  }
}
