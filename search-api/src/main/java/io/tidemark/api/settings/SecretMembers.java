/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes secrets out of a body that is shown or logged. */
final class SecretMembers {

  /** Stands where a secret stood. */
  static final String REDACTED = "(redacted)";

  private SecretMembers() {}

  /** A copy of {@code body} without the values of {@code secret} members; null stays null. */
  static JsonNode redactBody(JsonNode body, Set<String> secret) {
    if (body == null || secret.isEmpty()) {
      return body;
    }
    JsonNode copy = body.deepCopy();
    redactIn(copy, secret);
    return copy;
  }

  private static void redactIn(JsonNode node, Set<String> secret) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames().toArray(String[]::new)) {
        if (secret.contains(name)) {
          object.put(name, REDACTED);
        } else {
          redactIn(object.get(name), secret);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> redactIn(item, secret));
    }
  }
}
