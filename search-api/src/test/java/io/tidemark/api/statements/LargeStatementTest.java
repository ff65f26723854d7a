/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.LiveApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that takes more memory than the API has for answers. */
@Tag("node")
class LargeStatementTest {

  private static final String TENANT = "statements-large";

  /** Some 36 MB of documents; answers of one tenant may take some 22 MB. */
  private static final int LINES = 8_000;

  private static ApiJvm small;

  @BeforeAll
  static void book(@TempDir Path folder) throws Exception {
    LiveApi api = LiveApi.shared();
    StatementSample.bookUsers(api, TENANT, LINES);
    small = ApiJvm.startAt(LiveApi.NOW, api.elasticsearchUri(), folder.resolve("log"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    small.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "focus"})
  void isWrittenToTheEnd(String format) throws Exception {
    HttpResponse<String> file = get("/lines?format=" + format);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body().lines()).hasSize(format.equals("ndjson") ? LINES : LINES + 1);
    assertThat(file.body()).doesNotContain("incomplete");
  }

  @Test
  void isFoundIntact() throws Exception {
    HttpResponse<String> head = get("");

    assertThat(head.statusCode()).as(head.body()).isEqualTo(200);
    assertThat(head.body()).contains("\"intact\":true");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String token = LiveApi.shared().tokens().superAdmin(TENANT, "root");
    URI uri = small.uri().resolve("/api/v1/statements/2026-02" + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
