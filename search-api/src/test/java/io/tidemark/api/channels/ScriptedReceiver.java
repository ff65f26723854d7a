/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver that answers as a test says, and keeps how it was asked. */
final class ScriptedReceiver implements AutoCloseable {

  /** How the receiver answers. */
  interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** One request. */
  record Asked(String address, String host, com.sun.net.httpserver.Headers headers, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Script script = exchange -> reply(exchange, 200, "");

  ScriptedReceiver() {
    this(0);
  }

  /** {@code port}: 0 for any that is free. */
  ScriptedReceiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(
                new Asked(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            script.answer(exchange);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answer(int status, String body) {
    script = exchange -> reply(exchange, status, body);
  }

  void answer(int status, String body, String header, String value) {
    script =
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          reply(exchange, status, body);
        };
  }

  /** Takes requests and never answers. */
  void hang() {
    script = exchange -> awaitClosed();
  }

  /** Begins an answer that has no end. */
  void answerWithoutEnd() {
    script =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          writeWithoutEnd(exchange.getResponseBody());
        };
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void writeWithoutEnd(OutputStream out) {
    try {
      byte[] chunk = new byte[8_192];
      while (!Thread.currentThread().isInterrupted()) {
        out.write(chunk);
      }
    } catch (IOException expected) {
      // The sender went away.
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
    server.stop(0);
    threads.shutdownNow();
  }
}
