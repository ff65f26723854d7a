/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encodings, types and charsets of bodies. */
@Tag("fast")
class BodyEncodingsTest {

  @TempDir static Path folder;
  private static RunningIntake intake;

  @BeforeAll
  static void start() throws Exception {
    intake = RunningIntake.inMemory(folder);
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  private static String call(String id, String more) {
    return "{\"request_id\":\"%s\",\"event_time\":%d,\"model\":\"m\"%s}"
        .formatted(id, Instant.now().toEpochMilli(), more);
  }

  private static HttpResponse<byte[]> post(String type, byte[] body, String... headers)
      throws Exception {
    return intake.post("/api/v1/events", type, body, headers);
  }

  @Test
  void readsGzipAndRefusesOtherEncodings() throws Exception {
    byte[] body = gzip(call("r-1", ""));

    assertThat(post("application/json", body, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(202);
    assertThat(post("application/json", body, "Content-Encoding", "x-gzip").statusCode())
        .isEqualTo(202);
    assertThat(post("application/json", body, "Content-Encoding", "br").statusCode())
        .isEqualTo(415);
    byte[] plain = call("r-1", "").getBytes(UTF_8);
    assertThat(post("application/json", plain, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
    assertThat(post("application/xml", plain).statusCode()).isEqualTo(415);
    assertThat(post("application/cloudevents+avro", plain).statusCode()).isEqualTo(415);
  }

  /** Without the second member or the bytes after it, items would be lost and the answer 202. */
  @Test
  void readsAllMembersOfGzipAndRefusesBytesBehindThem() throws Exception {
    byte[] first = gzip(call("r-1", "") + "\n");
    byte[] both = concat(first, gzip(call("r-2", "") + "\n"));
    byte[] more = concat(first, call("r-2", "").getBytes(UTF_8));

    assertThat(text(post("application/json", both, "Content-Encoding", "gzip")))
        .isEqualTo("{\"accepted\":2,\"rejected\":[]}");
    HttpResponse<byte[]> answer = post("application/json", more, "Content-Encoding", "gzip");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("not valid gzip");
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Senders may name a charset that they do not use; of another one, texts would be lost. */
  @Test
  void refusesBodiesInAnotherCharset() throws Exception {
    byte[] chinese = call("r-1", ",\"user_id\":\"张伟\"").getBytes(Charset.forName("GBK"));
    byte[] utf8 = call("r-1", ",\"user_id\":\"张伟\"").getBytes(UTF_8);

    for (String type : List.of("application/json;charset=GBK", "text/plain; charset=\"gb18030\"")) {
      HttpResponse<byte[]> answer = post(type, chinese);
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
      assertThat(text(answer)).as(type).contains("UTF-8");
      assertThat(post(type, utf8).statusCode()).as(type).isEqualTo(202);
    }
    assertThat(post("application/json; charset=utf-8", chinese).statusCode()).isEqualTo(202);
  }
}
