/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Reply.Ending;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver that answers as a test says, and keeps how it was asked. */
final class ScriptedReceiver implements AutoCloseable {

  /** One request. */
  record Asked(Request request) {
    String address() {
      return request.target().toString();
    }

    /** A header, or null. */
    String header(String lowerCaseName) {
      return request.header(lowerCaseName);
    }

    String body() {
      return request.text();
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(body());
    }
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;
  private volatile LoopbackServer.Handler script = request -> Reply.status(200);

  ScriptedReceiver() {
    this(0);
  }

  /** {@code port}: 0 for any that is free. */
  ScriptedReceiver(int port) {
    server =
        LoopbackServer.start(
            port,
            request -> {
              asked.add(new Asked(request));
              return script.answer(request);
            });
  }

  String address() {
    return server.uri().toString();
  }

  int port() {
    return server.port();
  }

  void answer(int status, String body) {
    answer(status, body, Map.of());
  }

  void answer(int status, String body, String header, String value) {
    answer(status, body, Map.of(header, value));
  }

  void answer(int status, String body, Map<String, String> headers) {
    byte[] bytes = body.getBytes(UTF_8);
    script =
        request -> new Reply(status, headers, bytes.length, out -> out.write(bytes), Ending.KEPT);
  }

  /** Takes requests and never answers. */
  void hang() {
    script =
        request -> {
          closed.await();
          return Reply.none(Ending.SILENT);
        };
  }

  /** Begins an answer that has no end. */
  void answerWithoutEnd() {
    script = request -> Reply.streamedJson(ScriptedReceiver::writeWithoutEnd);
  }

  /** Ends when the sender goes away. */
  private static void writeWithoutEnd(OutputStream out) throws IOException {
    byte[] chunk = new byte[8_192];
    while (true) {
      out.write(chunk);
    }
  }

  List<Asked> asked() {
    return asked;
  }

  Asked last() {
    return asked.get(asked.size() - 1);
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
