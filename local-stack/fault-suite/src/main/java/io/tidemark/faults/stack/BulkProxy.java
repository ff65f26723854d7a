/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the job and the real node. It hands on what comes, unless a fault is switched on,
 * and knows when a document was written.
 */
public final class BulkProxy implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What happens to one bulk. */
  @FunctionalInterface
  public interface Fault {
    /**
     * Answers a bulk.
     *
     * @return the answer, or nothing when the connection is to break
     */
    Optional<Answer> play(Bulk bulk) throws IOException;
  }

  /** What goes back. */
  public record Answer(int status, String body) {}

  /** A bulk that has arrived, and the way to the node. */
  public interface Bulk {
    BulkLines lines();

    /** Hands it on as it is. */
    Answer apply() throws IOException;

    /** Hands on some of it. */
    Answer apply(BulkLines some) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final URI node;
  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private volatile Fault fault;

  private BulkProxy(HttpServer server, URI node) {
    this.server = server;
    this.node = node;
  }

  static BulkProxy before(URI node) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      BulkProxy proxy = new BulkProxy(server, node);
      server.setExecutor(proxy.threads);
      server.createContext("/", proxy::serve);
      server.start();
      return proxy;
    } catch (IOException failure) {
      throw new StackException("cannot listen on loopback", failure);
    }
  }

  /** Where the job finds Elasticsearch. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets every bulk from now on meet a fault; null switches it off. */
  public void play(Fault other) {
    fault = other;
  }

  /**
   * Becomes the moment, as {@link System#nanoTime}, at which a bulk that holds a text has been
   * answered with success.
   */
  public CompletableFuture<Long> written(String text) {
    return awaited.computeIfAbsent(text, key -> new CompletableFuture<>());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault now = fault;
      boolean bulk = exchange.getRequestURI().getPath().endsWith("/_bulk");
      Optional<Answer> answer =
          now == null || !bulk
              ? Optional.of(forward(exchange, body))
              : now.play(new ArrivedBulk(exchange, body));
      if (answer.isPresent()) {
        answer(exchange, answer.get());
        noteWritten(body, answer.get());
      }
    } catch (IOException unreachable) {
      // Closing without an answer is what a node that is not there looks like.
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=7");
    exchange.getResponseHeaders().add("X-elastic-product", "Elasticsearch");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void noteWritten(byte[] body, Answer answer) {
    if (awaited.isEmpty() || answer.status() != 200) {
      return;
    }
    String text = new String(body, UTF_8);
    awaited.forEach(
        (wanted, written) -> {
          if (text.contains(wanted)) {
            awaited.remove(wanted);
            written.complete(System.nanoTime());
          }
        });
  }

  private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
            .timeout(LIMIT)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : new String[] {"Content-Type", "Accept"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private final class ArrivedBulk implements Bulk {
    private final HttpExchange exchange;
    private final byte[] body;

    ArrivedBulk(HttpExchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }

    @Override
    public BulkLines lines() {
      return BulkLines.of(new String(body, UTF_8));
    }

    @Override
    public Answer apply() throws IOException {
      return forward(exchange, body);
    }

    @Override
    public Answer apply(BulkLines some) throws IOException {
      return forward(exchange, some.text().getBytes(UTF_8));
    }
  }
}
