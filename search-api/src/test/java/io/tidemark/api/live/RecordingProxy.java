/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the API and Elasticsearch, and keeps every request as it was sent. */
public final class RecordingProxy implements AutoCloseable {

  /** One request: its method, path with query, and body. */
  public record Sent(String method, String path, String body) {}

  /** What the proxy does with requests. */
  public enum Mood {
    PASS,
    /** Answers 503 itself. */
    OVERLOADED,
    /** Closes without an answer. */
    GONE,
    /** Keeps requests until another mood is set, and then passes them. */
    HOLD,
    /** Answers searches as Elasticsearch does when time is up. */
    TIMED_OUT,
    /** Answers searches as Elasticsearch does when a part of an index cannot be read. */
    SHARD_FAILED
  }

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.PASS;
  private int held;

  RecordingProxy(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Everything sent until now, oldest first. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public void forget() {
    sent.clear();
  }

  public synchronized void setMood(Mood mood) {
    this.mood = mood;
    notifyAll();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      sent.add(new Sent(exchange.getRequestMethod(), path, new String(body, UTF_8)));
      switch (mood) {
        case PASS -> answer(exchange, path, body);
        case OVERLOADED -> exchange.sendResponseHeaders(503, -1);
        case GONE -> throw new IOException("gone");
        case HOLD -> {
          hold();
          answer(exchange, path, body);
        }
        case TIMED_OUT -> answer(exchange, "{\"timed_out\":true,\"_shards\":{\"failed\":0}}");
        case SHARD_FAILED -> answer(exchange, "{\"timed_out\":false,\"_shards\":{\"failed\":1}}");
      }
    }
  }

  private synchronized void hold() {
    held++;
    notifyAll();
    try {
      while (mood == Mood.HOLD) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      held--;
    }
  }

  /** Waits until a request is held. */
  public synchronized void awaitHeld() {
    try {
      while (held == 0) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] text = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
  }

  private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
      boolean empty = answer.body().length == 0;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      if (!empty) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
