/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as its script says. Like Kibana it rejects requests without {@code kbn-xsrf}. */
final class ScriptedKibana implements AutoCloseable {

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;
  private volatile Function<Request, Reply> script;

  ScriptedKibana(Function<Request, Reply> script) {
    this.script = script;
    server = LoopbackServer.start(this::answer);
  }

  String address() {
    return server.uri().toString();
  }

  void follow(Function<Request, Reply> next) {
    script = next;
  }

  List<String> targets() {
    return requests.stream().map(request -> request.target().toString()).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Request request) {
    requests.add(request);
    return request.header("kbn-xsrf") != null
        ? script.apply(request)
        : Reply.json(400, "{\"message\":\"Request must contain a kbn-xsrf header.\"}");
  }
}
