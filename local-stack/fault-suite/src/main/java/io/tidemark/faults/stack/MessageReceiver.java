/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the messages of webhooks, and knows them by their ids. */
public final class MessageReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NO_CONTENT = 204;

  private final Map<String, JsonNode> byId = new TreeMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private final LoopbackServer server = LoopbackServer.start(this::takeMessage);
  private long repeated;

  private synchronized Reply takeMessage(Request request) throws IOException {
    JsonNode message = JSON.readTree(request.body());
    JsonNode before = byId.putIfAbsent(message.path("id").asText(), message);
    if (before != null) {
      repeated++;
      if (!before.equals(message)) {
        contradictions.add("message " + message.path("id").asText() + " came with two contents");
      }
    }
    return Reply.status(NO_CONTENT);
  }

  /** Where it takes messages. */
  public URI uri() {
    return server.uri();
  }

  /** All messages, each once. */
  public synchronized List<JsonNode> messages() {
    return List.copyOf(byId.values());
  }

  /** How many came again with an id that was known. */
  public synchronized long repeated() {
    return repeated;
  }

  /** Ids that came with different contents. */
  public synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  @Override
  public void close() {
    server.close();
  }
}
