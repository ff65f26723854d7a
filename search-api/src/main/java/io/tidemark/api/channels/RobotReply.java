/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads answers of robots, which are 200 also when a robot takes nothing: the body has a code.
 *
 * @param code the member with the code; 0 is success
 * @param text the member with its explanation
 * @param busy codes that mean that messages come too often
 * @param hints what to check, by code
 */
record RobotReply(String code, String text, Set<Long> busy, Map<Long, String> hints) {

  /** A robot that has had too many messages is left alone for so long. */
  private static final Duration BUSY_PAUSE = Duration.ofMinutes(1);

  private static final int LONGEST_TEXT = 200;

  Delivery readReply(PostClient.Reply reply) {
    if (!reply.isSuccess()) {
      return reply.toFailure("The robot answers " + reply.status() + '.');
    }
    JsonNode found = parseBody(reply.body()).path(code);
    if (!found.isNumber()) {
      return Delivery.retry(
          "The robot answers " + reply.status() + " without " + code + '.', reply.pause());
    }
    long number = found.asLong();
    if (number == 0) {
      return Delivery.delivered();
    }
    String reason = "The robot answers " + code + ' ' + number + explainCode(number, reply) + '.';
    return Delivery.retry(reason, busy.contains(number) ? BUSY_PAUSE : reply.pause());
  }

  private String explainCode(long number, PostClient.Reply reply) {
    String hint = hints.getOrDefault(number, "");
    String words = parseBody(reply.body()).path(text).asString("");
    String plain = words.replaceAll("[^\\p{L}\\p{N}\\p{P} ]", " ").strip();
    String shown = plain.substring(0, Math.min(plain.length(), LONGEST_TEXT));
    return (shown.isEmpty() ? "" : " (" + shown + ')') + (hint.isEmpty() ? "" : ": " + hint);
  }

  private static JsonNode parseBody(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
