/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.model.fingerprint.Sha256;

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
        Sha256.joinParts(
            tenant, kind, rule, Long.toString(revision), group, period, level, channel);
    return "msg_" + Sha256.digestToHex(parts).substring(0, DIGITS);
  }
}
