/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reason for a message. Two messages with the same key are one, whichever instances find the
 * reason for it, and however often.
 *
 * @param kind of the rule, for example {@code budget}
 * @param rule id of the setting that is the reason
 * @param revision of the rule
 * @param group the value that the rule concerns, for example a user
 * @param period when it concerns the group, for example the start of the day
 * @param level which of several limits
 * @param channel id of the channel that sends the message
 */
public record MessageKey(
    String tenant,
    String kind,
    String rule,
    long revision,
    String group,
    String period,
    String level,
    String channel) {

  private static final int DIGITS = 40;

  /** The id of the message, which receivers get. */
  public String messageId() {
    String parts =
        Stream.of(tenant, kind, rule, Long.toString(revision), group, period, level, channel)
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining());
    return "msg_" + HexFormat.of().formatHex(digest(parts)).substring(0, DIGITS);
  }

  private static byte[] digest(String parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(parts.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
