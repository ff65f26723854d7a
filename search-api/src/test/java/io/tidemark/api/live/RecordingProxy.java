/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import io.tidemark.testkit.http.Upstream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between the API and Elasticsearch, and keeps every request as it was sent. */
public final class RecordingProxy implements AutoCloseable {

  private static final String MISSING_SHARDS =
      "{\"error\":{\"root_cause\":[],\"type\":\"search_phase_execution_exception\",\"reason\":\"\","
          + "\"phase\":\"query\",\"grouped\":true,\"failed_shards\":[],\"caused_by\":{\"type\":"
          + "\"search_phase_execution_exception\",\"reason\":\"Search rejected due to missing shards"
          + " [[tidemark-x][0]].\",\"phase\":\"query\",\"grouped\":true,\"failed_shards\":[]}},"
          + "\"status\":503}";

  private static final String SHARD_NOT_AVAILABLE =
      "{\"error\":{\"root_cause\":[{\"type\":\"no_shard_available_action_exception\",\"reason\":"
          + "\"[local][indices:data/read/search[phase/query]]\",\"shard\":\"0\"}],\"type\":"
          + "\"search_phase_execution_exception\",\"reason\":\"Partial shards failure\",\"phase\":"
          + "\"query\",\"grouped\":true,\"failed_shards\":[{\"shard\":0,\"reason\":{\"type\":"
          + "\"no_shard_available_action_exception\"}}]},\"status\":503}";

  /** One request: its method, path with query, and body. */
  public record Sent(String method, String path, String body) {}

  /** The handling of requests by the proxy. */
  public enum Mood {
    PASS,
    /** Answers 503 itself. */
    OVERLOADED,
    /** Closes without an answer. */
    GONE,
    /** Keeps requests until another mood is set, and then passes them. */
    HOLD,
    /** The same for bulk requests that write copies or rewritten documents; others pass. */
    HOLD_BULK,
    /** Answers as Elasticsearch does until shards of a new index have started: once it is asked. */
    STARTING,
    /** The same for shards that have started since the search began. */
    JUST_STARTED,
    /** The same for shards that do not start. */
    NEVER_STARTING,
    /** Answers searches as Elasticsearch does when time is up. */
    TIMED_OUT,
    /** Answers searches as Elasticsearch does when a part of an index cannot be read. */
    SHARD_FAILED
  }

  private final Upstream target;
  private final LoopbackServer server;

  /** Tens of thousands, unless they are forgotten. */
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

  /** The paths of what the API asked by itself, and was answered. */
  private final Set<String> polled = ConcurrentHashMap.newKeySet();

  private volatile Mood mood = Mood.PASS;
  private int held;

  RecordingProxy(URI target) {
    this.target = new Upstream(target);
    server = LoopbackServer.start(this::answer);
  }

  public URI uri() {
    return server.uri();
  }

  /** Everything sent until now, oldest first. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public void forget() {
    sent.clear();
  }

  /** Whether the API has read an index by itself. */
  boolean hasPolled(String index) {
    return polled.contains("/" + index + "/_search");
  }

  public synchronized void setMood(Mood mood) {
    this.mood = mood;
    notifyAll();
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    Sent next = new Sent(request.method(), request.target().toString(), request.text());
    if (!isInBackground(next)) {
      sent.add(next);
    }
    return switch (mood) {
      case PASS -> pass(request, next);
      case OVERLOADED -> Reply.status(503);
      case GONE -> Reply.none(Reply.Ending.SILENT);
      case HOLD -> {
        hold(Mood.HOLD);
        yield target.forward(request);
      }
      case HOLD_BULK -> {
        if (next.path().startsWith("/_bulk")) {
          hold(Mood.HOLD_BULK);
        }
        yield target.forward(request);
      }
      case STARTING, JUST_STARTED, NEVER_STARTING -> answerWhileStarting(next);
      case TIMED_OUT -> Reply.json("{\"timed_out\":true,\"_shards\":{\"failed\":0}}");
      case SHARD_FAILED -> Reply.json("{\"timed_out\":false,\"_shards\":{\"failed\":1}}");
    };
  }

  private Reply pass(Request request, Sent next) throws IOException, InterruptedException {
    Reply reply = target.forward(request);
    if (isInBackground(next)) {
      polled.add(request.path());
    }
    return reply;
  }

  private Reply answerWhileStarting(Sent request) {
    if (!request.path().startsWith("/_cluster/health/")) {
      return Reply.json(503, mood == Mood.JUST_STARTED ? SHARD_NOT_AVAILABLE : MISSING_SHARDS);
    }
    if (mood == Mood.NEVER_STARTING) {
      return Reply.json(408, "{\"timed_out\":true,\"status\":\"red\"}");
    }
    setMood(Mood.PASS);
    return Reply.json("{\"timed_out\":false,\"status\":\"yellow\"}");
  }

  /**
   * Whether the API asks by itself, for settings and names that were written since the last time.
   */
  private static boolean isInBackground(Sent next) {
    if (next.path().startsWith("/tidemark-access/_bulk")) {
      return true;
    }
    boolean polled =
        next.path().startsWith("/tidemark-settings/_search")
            || next.path().startsWith("/tidemark-directory/_search");
    return polled && next.body().contains("{\"range\":{\"_seq_no\":");
  }

  private synchronized void hold(Mood until) {
    held++;
    notifyAll();
    try {
      while (mood == until) {
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

  @Override
  public void close() {
    server.close();
  }
}
