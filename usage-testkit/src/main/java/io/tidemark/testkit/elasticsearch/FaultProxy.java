/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import io.tidemark.testkit.http.Upstream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands before an Elasticsearch node or {@link FakeElasticsearch}: forwards all requests, unless
 * its script says that a bulk meets a fault.
 */
public final class FaultProxy implements AutoCloseable {

  /** Decides the answer to one bulk. */
  @FunctionalInterface
  public interface Fault {
    Reply play(Bulk bulk) throws IOException, InterruptedException;
  }

  /** The fault that is none. */
  public static final Fault NONE = Bulk::apply;

  private final LoopbackServer server;
  private final Upstream upstream;
  private final Consumer<Bulk> recorder;
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Bulk> bulks;
  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private volatile Fault otherwise = NONE;

  private FaultProxy(URI node, int port, List<Bulk> bulks, Consumer<Bulk> recorder) {
    upstream = new Upstream(node);
    this.bulks = bulks;
    this.recorder = recorder;
    server = LoopbackServer.start(port, this::answer);
  }

  /** A proxy for long runs: it keeps no bulk. */
  public static FaultProxy before(URI node) {
    return new FaultProxy(node, 0, List.of(), bulk -> {});
  }

  /** A proxy that keeps all bulks; port 0 chooses a free one. */
  public static FaultProxy recording(URI node, int port) {
    List<Bulk> bulks = new CopyOnWriteArrayList<>();
    return new FaultProxy(node, port, bulks, bulks::add);
  }

  public String address() {
    return server.uri().toString();
  }

  public int port() {
    return server.port();
  }

  /** The next bulks meet these faults, one each, in the order of their arrival. */
  public void playNext(Fault... faults) {
    synchronized (script) {
      script.addAll(List.of(faults));
    }
  }

  /** Each bulk meets this fault when the script is at its end. */
  public void playAlways(Fault fault) {
    otherwise = fault;
  }

  /** All bulks so far, in the order of their arrival. */
  public List<Bulk> bulks() {
    return List.copyOf(bulks);
  }

  /**
   * Completes with the moment, as {@link System#nanoTime}, at which a bulk that contains a text was
   * answered with status 200.
   */
  public CompletableFuture<Long> written(String text) {
    return awaited.computeIfAbsent(text, key -> new CompletableFuture<>());
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    if (!request.path().endsWith("/_bulk")) {
      return upstream.forward(request);
    }
    Bulk bulk = new Bulk(request, upstream);
    Reply reply = takeFault(bulk).play(bulk);
    if (reply.status() == 200 && !awaited.isEmpty()) {
      completeWritten(request.text());
    }
    return reply;
  }

  private Fault takeFault(Bulk bulk) {
    synchronized (script) {
      recorder.accept(bulk);
      return script.isEmpty() ? otherwise : script.remove();
    }
  }

  private void completeWritten(String body) {
    awaited.forEach(
        (text, written) -> {
          if (body.contains(text)) {
            awaited.remove(text);
            written.complete(System.nanoTime());
          }
        });
  }
}
