/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import io.tidemark.api.directory.Directory;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.outbox.Message;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds the names of the directory to the data of a message when it is sent. Stored messages have
 * ids alone, so that the erasure of a person finds no name in them.
 */
@Component
public class MessageLabels {

  static final String LABEL = "label";
  static final String ASKED_BY = "asked_by";
  static final String ASKED_BY_LABEL = "asked_by_label";

  private final Directory directory;

  MessageLabels(Directory directory) {
    this.directory = directory;
  }

  /** The message itself when nothing in it has a name. */
  public Message addTo(Message message) {
    if (!message.data().isObject()) {
      return message;
    }
    ObjectNode data = (ObjectNode) message.data().deepCopy();
    String dimension = data.path("per").asString("");
    addLabel(message, dimension, data);
    for (JsonNode group : data.path("groups")) {
      if (group instanceof ObjectNode one) {
        addLabel(message, dimension, one);
      }
    }
    findLabel(message, DirectoryKind.USER.dimension(), data.path(ASKED_BY))
        .ifPresent(name -> data.put(ASKED_BY_LABEL, name));
    return new Message(
        message.id(),
        message.tenant(),
        message.channel(),
        message.type(),
        message.subject(),
        data,
        message.createdAt());
  }

  /** The account of a budget, or the group of a monitor. */
  private void addLabel(Message message, String dimension, ObjectNode data) {
    // The value of an alert is a number.
    JsonNode id = data.path(data.has("group") ? "group" : "value");
    findLabel(message, dimension, id).ifPresent(name -> data.put(LABEL, name));
  }

  private Optional<String> findLabel(Message message, String dimension, JsonNode value) {
    return value.isString()
        ? directory.findLabel(message.tenant(), dimension, value.asString())
        : Optional.empty();
  }
}
