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
  public Optional<Stored> find(String receiver) {
    return documents.find(PermanentIndex.MESSAGES, id(receiver)).map(ElasticsearchSendTimes::read);
  }

  @Override
  public boolean create(String receiver, List<Instant> times) {
    return documents.create(PermanentIndex.MESSAGES, id(receiver), write(receiver, times));
  }

  @Override
  public boolean replace(String receiver, List<Instant> times, Version expected) {
    return documents.replace(
        PermanentIndex.MESSAGES, id(receiver), write(receiver, times), expected);
  }

  private static String id(String receiver) {
    return "receiver_" + receiver;
  }

  /** Without a state: it is no message. */
  private static ObjectNode write(String receiver, List<Instant> times) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id(receiver)).put("type", TYPE);
    ArrayNode sent = document.putObject("data").putArray("sent");
    times.forEach(time -> sent.add(time.toEpochMilli()));
    return document;
  }

  private static Stored read(DocumentStore.Stored found) {
    List<Instant> times = new ArrayList<>();
    for (JsonNode time : found.source().path("data").path("sent")) {
      times.add(Instant.ofEpochMilli(time.asLong()));
    }
    return new Stored(times, found.version());
  }
}
