/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes events as intake does, unless a test scripts another answer. */
public final class StubIntake {

  /** The address that senders are shown. */
  public static final String SHOWN = "https://intake.example.com";

  private static final Reply ACCEPTED = Reply.json(202, "{\"accepted\":1,\"rejected\":[]}");

  private final List<Request> received = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> script = request -> ACCEPTED;
  private final LoopbackServer server =
      LoopbackServer.start(
          request -> {
            received.add(request);
            return script.apply(request);
          });

  URI uri() {
    return server.uri();
  }

  /** Answers so from now on; null accepts everything. */
  public void answer(Function<Request, Reply> other) {
    script = other == null ? request -> ACCEPTED : other;
  }

  /** All requests so far. */
  public List<Request> received() {
    return List.copyOf(received);
  }
}
