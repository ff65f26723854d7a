/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.intake.request.RequestMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Requests at a limit, and just beyond it; all limits but the time to send are the defaults. */
@Tag("fast")
class LimitsTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final int MAX_BODY = 8 * MEBIBYTE;
  private static final int MAX_UNPACKED = 64 * MEBIBYTE;
  private static final int MAX_ITEMS = 10_000;
  private static final int ITEMS_PER_SECOND = 5_000;
  private static final String EVENTS = "/api/v1/events";
  private static final String JSON = "application/json";

  @TempDir static Path folder;
  private static RunningIntake intake;

  private final String call =
      "{\"request_id\":\"r-1\",\"event_time\":%d,\"model\":\"m\"}"
          .formatted(Instant.now().toEpochMilli());

  @BeforeAll
  static void start() throws Exception {
    intake =
        RunningIntake.inMemory(
            folder, "tidemark.intake.request-timeout=1s", "tidemark.intake.memory=256MB");
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  @Test
  void hasTheDocumentedDefaults() {
    IntakeProperties defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("tidemark.intake", IntakeProperties.class);

    assertThat(defaults.maxBody()).isEqualTo(DataSize.ofBytes(MAX_BODY));
    assertThat(defaults.maxUnpacked()).isEqualTo(DataSize.ofBytes(MAX_UNPACKED));
    assertThat(defaults.maxItems()).isEqualTo(MAX_ITEMS);
    assertThat(defaults.maxItem()).isEqualTo(DataSize.ofBytes(MEBIBYTE));
    assertThat(defaults.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.itemsPerSecond()).isEqualTo(ITEMS_PER_SECOND);
  }

  @Test
  void givesBackTheMemoryOfRefusedOtlp() throws Exception {
    long total = intake.memory().free();
    byte[] batch = new CollectorBatch(1000, 20).toJson();

    assertThat(intake.post("/v1/traces", JSON, batch).statusCode()).isEqualTo(200);
    assertThat(intake.memory().free()).isEqualTo(total);
    try (RequestMemory.Share others = intake.memory().openShare()) {
      others.reserve(total - 3L * batch.length);
      assertThat(intake.post("/v1/traces", JSON, batch).statusCode()).isEqualTo(503);
      assertThat(intake.memory().free()).isEqualTo(3L * batch.length);
    }
    byte[] large = gzip(new CollectorBatch(MAX_ITEMS, 60).toJson());
    assertThat(intake.post("/v1/traces", JSON, large, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(413);
    assertThat(intake.memory().free()).isEqualTo(total);
  }

  @Test
  void limitsTheBodyAsSent() throws Exception {
    assertThat(post(paddedTo(MAX_BODY)).statusCode()).isEqualTo(202);
    assertThat(post(paddedTo(MAX_BODY + 1)).statusCode()).isEqualTo(413);
    assertThat(sendChunked(intake, paddedTo(MAX_BODY + 1))).contains(" 413 ");
  }

  /** Most senders read the answer when all is sent: of a closed connection they see a reset. */
  @Test
  void answersSendersOfLargeBodiesThatAreRefused() throws Exception {
    byte[] large = paddedTo(3 * MAX_BODY);
    Path keys = Files.createDirectory(folder.resolve("refused"));
    try (RunningIntake patient = RunningIntake.inMemory(keys)) {
      assertThat(sendWithLength(patient, large, RunningIntake.KEY)).contains(" 413 ");
      assertThat(sendChunked(patient, large)).contains(" 413 ");
      assertThat(sendWithLength(patient, paddedTo(MAX_BODY), "no-key")).contains(" 401 ");
    }
  }

  @Test
  void limitsTheBodyAfterDecompression() throws Exception {
    assertThat(post(gzip(paddedTo(MAX_UNPACKED)), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(202);
    assertThat(post(gzip(paddedTo(MAX_UNPACKED + 1)), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(413);
  }

  @Test
  void limitsTheItemsOfARequest() throws Exception {
    String most = (call + "\n").repeat(MAX_ITEMS);
    HttpResponse<byte[]> answer = post(most.getBytes(UTF_8));
    assertThat(text(answer)).isEqualTo("{\"accepted\":10000,\"rejected\":[]}");
    assertThat(post((most + call).getBytes(UTF_8)).statusCode()).isEqualTo(413);
  }

  @Test
  void limitsASingleItem() throws Exception {
    String start = call.substring(0, call.length() - 1) + ",\"x\":\"";
    String stamped = start + "\"}" + ",\"tenant_id\":\"acme\"";
    String most = start + "x".repeat(MEBIBYTE - stamped.length()) + "\"}";

    assertThat(text(post(most.getBytes(UTF_8)))).startsWith("{\"accepted\":1");
    String more = start + "x".repeat(MEBIBYTE) + "\"}";
    HttpResponse<byte[]> both = post((more + "\n" + call).getBytes(UTF_8));
    assertThat(text(both)).contains("\"accepted\":1", "\"index\":0", "\"too_large\"");
  }

  /** A byte now and then keeps no connection open. */
  @Test
  void limitsTheTimeToSendARequest() throws Exception {
    try (Socket socket = connect(intake)) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Content-Length: 1000000").getBytes(UTF_8));
      Thread trickle =
          new Thread(
              () -> {
                try {
                  while (true) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException closed) {
                  // The service has hung up, or the test is over.
                }
              });
      trickle.start();
      try {
        assertThat(readStatus(socket.getInputStream())).contains(" 408 ");
      } finally {
        trickle.interrupt();
        trickle.join();
      }
    }
  }

  @Test
  void limitsTheItemsOfAKeyPerSecond() throws Exception {
    byte[] items = "{}\n".repeat(MAX_ITEMS).getBytes(UTF_8);
    long start = System.nanoTime();
    int taken = 0;
    int tooMany = 0;
    for (int i = 0; i < 8; i++) {
      HttpResponse<byte[]> answer = intake.postWith(RunningIntake.FIXED_KEY, EVENTS, JSON, items);
      tooMany += answer.statusCode() == 429 ? 1 : 0;
      taken += answer.statusCode() == 429 ? 0 : MAX_ITEMS;
    }
    double seconds = (System.nanoTime() - start) / 1e9;

    assertThat(taken).isBetween(MAX_ITEMS, (int) (ITEMS_PER_SECOND * (2 + seconds)));
    assertThat(tooMany).as("in %.1f s", seconds).isPositive();
  }

  /** Sent again at once, a request of a whole burst would have to wait for its own items. */
  @Test
  void givesBackItemsThatCannotBeStoredForNow() throws Exception {
    byte[] calls = gzip((call + "\n").repeat(MAX_ITEMS).getBytes(UTF_8));
    byte[] spans = gzip(new CollectorBatch(MAX_ITEMS, 2).toJson());
    for (String path : List.of(EVENTS, "/v1/traces")) {
      byte[] body = path.equals(EVENTS) ? calls : spans;
      intake.written().setUnavailable(true);
      try {
        assertThat(postTo(path, body, "Content-Encoding", "gzip").statusCode()).isEqualTo(503);
      } finally {
        intake.written().setUnavailable(false);
      }
      assertThat(intake.post(path, JSON, body, "Content-Encoding", "gzip").statusCode())
          .as(path)
          .isIn(200, 202);
    }
  }

  /** Memory may be missing at any step; with the items spent, the next attempt would be 429. */
  @Test
  void givesBackItemsForWhichThereIsNoMemory() throws Exception {
    byte[] calls = (call + "\n").repeat(MAX_ITEMS).getBytes(UTF_8);
    byte[] spans = new CollectorBatch(MAX_ITEMS, 2).toJson();
    Path keys = Files.createDirectory(folder.resolve("fresh"));
    try (RunningIntake fresh = RunningIntake.inMemory(keys, "tidemark.intake.memory=256MB")) {
      sendUntilMemorySuffices(fresh, RunningIntake.FIXED_KEY, EVENTS, calls);
      sendUntilMemorySuffices(fresh, RunningIntake.KEY, "/v1/traces", spans);
    }
  }

  private static void sendUntilMemorySuffices(
      RunningIntake fresh, String key, String path, byte[] body) throws Exception {
    byte[] packed = gzip(body);
    long total = fresh.memory().free();
    long left = body.length;
    int status = 503;
    while (status == 503) {
      left += body.length / 2;
      try (RequestMemory.Share others = fresh.memory().openShare()) {
        others.reserve(total - left);
        status = fresh.postWith(key, path, JSON, packed, "Content-Encoding", "gzip").statusCode();
      }
    }
    assertThat(status).as("%s with %d bytes", path, left).isIn(200, 202);
    assertThat(left).as("attempts").isGreaterThan(2L * body.length);
  }

  /** Blanks before the one item. */
  private byte[] paddedTo(int length) {
    byte[] body = new byte[length];
    java.util.Arrays.fill(body, (byte) ' ');
    System.arraycopy(call.getBytes(UTF_8), 0, body, length - call.length(), call.length());
    return body;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  /** Tries again while the items of other tests are too many for the key. */
  private static HttpResponse<byte[]> post(byte[] body, String... headers) throws Exception {
    return postTo(EVENTS, body, headers);
  }

  private static HttpResponse<byte[]> postTo(String path, byte[] body, String... headers)
      throws Exception {
    HttpResponse<byte[]> answer = intake.post(path, JSON, body, headers);
    while (answer.statusCode() == 429) {
      Thread.sleep(Duration.ofSeconds(1).toMillis());
      answer = intake.post(path, JSON, body, headers);
    }
    return answer;
  }

  /** Sends a body whose length is not known before; returns the first line of the answer. */
  private static String sendChunked(RunningIntake to, byte[] body) throws IOException {
    try (Socket socket = connect(to)) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Transfer-Encoding: chunked").getBytes(UTF_8));
      out.write((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
      out.write(body);
      out.write("\r\n0\r\n\r\n".getBytes(UTF_8));
      out.flush();
      return readStatus(socket.getInputStream());
    }
  }

  private static String sendWithLength(RunningIntake to, byte[] body, String key)
      throws IOException {
    try (Socket socket = connect(to)) {
      OutputStream out = socket.getOutputStream();
      String head = head("Content-Length: " + body.length).replace(RunningIntake.KEY, key);
      out.write(head.getBytes(UTF_8));
      out.write(body);
      out.flush();
      return readStatus(socket.getInputStream());
    }
  }

  private static Socket connect(RunningIntake to) throws IOException {
    Socket socket = new Socket(to.uri().getHost(), to.uri().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(String length) {
    return String.join(
        "\r\n",
        "POST " + EVENTS + " HTTP/1.1",
        "Host: localhost",
        "Authorization: Bearer " + RunningIntake.KEY,
        "Content-Type: " + JSON,
        length,
        "",
        "");
  }

  private static String readStatus(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
