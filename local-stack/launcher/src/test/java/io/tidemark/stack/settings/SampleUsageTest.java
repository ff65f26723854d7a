/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.stack.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class SampleUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"calls\":17} | true",
        "200 | {\"calls\":0} | false",
        "503 | {\"detail\":\"Elasticsearch does not answer.\"} | false",
      })
  void isShownOnceTheSummaryHasCalls(int status, String summary, boolean shown) throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/api/v1/model-calls/summary",
        exchange -> {
          byte[] body = summary.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    api.start();
    try {
      assertThat(SampleUsage.isShown(connectTo(api.getAddress().getPort()))).isEqualTo(shown);
    } finally {
      api.stop(0);
    }
  }

  @Test
  void isNotShownWhileNothingAnswers() {
    assertThat(SampleUsage.isShown(connectTo(FreePorts.findNext()))).isFalse();
  }

  private static ApiClient connectTo(int port) {
    return new ApiClient(URI.create("http://127.0.0.1:" + port), "any");
  }
}
