/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.ManyRecords;
import io.tidemark.stack.process.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports that are large, break off, or are no longer wanted. */
@Tag("node")
class ExportTest {

  private static final String RECORDS = "/api/v1/model-calls/records";

  /** A million with {@code -Dtidemark.export.rows=1000000}; fewer in a build. */
  private static final long ROWS = Long.getLong("tidemark.export.rows", 100_000);

  /** The API itself lives in some 60 MB; the parsed records of an export would be far more. */
  private static final String HEAP = "112m";

  private static final int PAGE = 250;
  private static final int FEW = 10 * PAGE;

  private static ManyRecords few;
  private static LiveApi overFew;

  @BeforeAll
  static void start() {
    few = new ManyRecords(FEW);
    overFew = LiveApi.over(few.uri());
  }

  @AfterAll
  static void stop() {
    overFew.close();
    few.close();
  }

  @AfterEach
  void recover() {
    few.recover();
  }

  @Test
  void anExportOfAnyLengthTakesASmallHeap(@TempDir Path folder) throws Exception {
    try (ManyRecords records = new ManyRecords(ROWS);
        ApiJvm api = ApiJvm.start(HEAP, records.uri(), folder.resolve("log"))) {
      for (String format : List.of("csv", "ndjson")) {
        long lines = countLines(api.uri().resolve(RECORDS + "?format=" + format));

        assertThat(lines).as(format).isEqualTo(ROWS + (format.equals("csv") ? 1 : 0));
        assertThat(api.isAlive()).isTrue();
        assertThat(api.isAnswering()).isTrue();
      }
    }
  }

  private static long countLines(URI uri) throws Exception {
    String token = LiveApi.shared().tokens().superAdmin("acme", "root");
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      long count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        count++;
        if (count % PAGE == 0) {
          assertThat(line).contains("gpt-4o");
        }
      }
      return count;
    }
  }

  @ParameterizedTest
  @CsvSource({"csv, 503", "csv, 400", "ndjson, 503", "ndjson, 400"})
  void aBrokenExportSaysSoAtItsEnd(String format, int status) throws Exception {
    few.failFrom(4, status);

    Answer answer = export(overFew, format);

    assertThat(answer.status()).isEqualTo(200);
    List<String> lines = answer.text().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertThat(last).isEqualTo(format.equals("csv") ? "#incomplete" : "{\"incomplete\":true}");
    assertThat(lines).hasSize(3 * PAGE + (format.equals("csv") ? 2 : 1));
    awaitNoneOpen(few);
  }

  @Test
  void anExportLeavesNoSnapshotBehind() throws Exception {
    int before = few.asked();

    Answer answer = export(overFew, "csv");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text().lines()).hasSize(FEW + 1);
    assertThat(few.asked()).isGreaterThan(before);
    awaitNoneOpen(few);
  }

  @Test
  void anExportThatCannotStartIsARefusal() throws Exception {
    few.failFrom(1, 503);

    Answer answer = export(overFew, "csv");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    awaitNoneOpen(few);
  }

  @Test
  void whenTheClientIsGoneNothingMoreIsRead() throws Exception {
    try (ManyRecords endless = new ManyRecords(Long.MAX_VALUE);
        LiveApi api = LiveApi.over(endless.uri())) {
      beginExport(api).close();

      // Stopping waits for requests at work: it would wait in vain for an export without an end.
      Instant start = Instant.now();
      api.close();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
      int asked = endless.asked();
      assertThat(asked).isPositive();
      assertThat(endless.open()).isZero();
    }
  }

  @Test
  void aReaderWhoTakesNothingLosesItsExport() throws Exception {
    try (ManyRecords endless = new ManyRecords(Long.MAX_VALUE);
        LiveApi api = LiveApi.over(endless.uri(), "--server.tomcat.connection-timeout=2s")) {
      List<Socket> stalled = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          stalled.add(beginExport(api));
        }
        assertThat(export(api, "csv").status()).as("a fifth export of one user").isEqualTo(429);

        awaitNoneOpen(endless);

        stalled.add(beginExport(api));
      } finally {
        for (Socket socket : stalled) {
          socket.close();
        }
      }
      awaitNoneOpen(endless);
    }
  }

  /** Takes the first bytes of an export, and no more. */
  private static Socket beginExport(LiveApi api) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort());
    String request =
        "GET "
            + RECORDS
            + "?format=csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + api.tokens().superAdmin("acme", "root")
            + "\r\n\r\n";
    client.getOutputStream().write(request.getBytes(UTF_8));
    byte[] start = client.getInputStream().readNBytes(PAGE);
    assertThat(new String(start, UTF_8)).startsWith("HTTP/1.1 200");
    return client;
  }

  /** Snapshots are closed in the background. */
  private static void awaitNoneOpen(ManyRecords records) {
    boolean closed = Await.until(() -> records.open() == 0, Duration.ofMinutes(1));
    assertThat(closed).as("all snapshots are closed").isTrue();
  }

  private static Answer export(LiveApi api, String format) {
    return api.get(api.tokens().superAdmin("acme", "root"), RECORDS, "format", format);
  }
}
