/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

/**
 * The subject of messages of one channel: each message replaces what the receiver knows from the
 * older ones.
 *
 * @param type of the event
 * @param subject what the event is about
 * @param hasParts whether messages about the parts of the subject belong to it
 */
record Topic(ChannelKey channel, String type, String subject, boolean hasParts) {

  /** Stands between a subject and its part. */
  static final String PART = "/";

  static Topic of(Message message) {
    // A message of a monitor describes several groups, and its subject names the first of them.
    boolean hasParts = message.data().path("groups").isArray();
    String subject = message.subject();
    int end = subject.indexOf(PART);
    return new Topic(
        ChannelKey.of(message),
        message.type(),
        hasParts && end >= 0 ? subject.substring(0, end) : subject,
        hasParts);
  }
}
