/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Times of messages in the index of messages, one document for each receiver. */
@Component
class ElasticsearchSendTimes implements SendTimes {

  private static final String TYPE = "io.tidemark.receiver";

  private final DocumentStore documents;

  ElasticsearchSendTimes(DocumentStore documents) {
    this.documents = documents;
  }

  @Override
  public Optional<Stored> findTimes(String receiver) {
    return documents
        .find(PermanentIndex.MESSAGES, createId(receiver))
        .map(ElasticsearchSendTimes::readTimes);
  }

  @Override
  public boolean createTimes(String receiver, List<Instant> times) {
    return documents.create(
        PermanentIndex.MESSAGES, createId(receiver), writeTimes(receiver, times));
  }

  @Override
  public boolean replaceTimes(String receiver, List<Instant> times, Version expected) {
    return documents.replace(
        PermanentIndex.MESSAGES, createId(receiver), writeTimes(receiver, times), expected);
  }

  private static String createId(String receiver) {
    return "receiver_" + receiver;
  }

  /** Without a state: it is no message. */
  private static ObjectNode writeTimes(String receiver, List<Instant> times) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", createId(receiver)).put("type", TYPE);
    ArrayNode sent = document.putObject("data").putArray("sent");
    times.forEach(time -> sent.add(time.toEpochMilli()));
    return document;
  }

  private static Stored readTimes(DocumentStore.Stored found) {
    List<Instant> times = new ArrayList<>();
    for (JsonNode time : found.source().path("data").path("sent")) {
      times.add(Instant.ofEpochMilli(time.asLong()));
    }
    return new Stored(times, found.version());
  }
}
