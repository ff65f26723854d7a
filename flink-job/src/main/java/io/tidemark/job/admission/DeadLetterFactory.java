/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.deadletters.DeadLetterDocument;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.privacy.PrivacyOptions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes dead letters of what a source handed on. */
public final class DeadLetterFactory {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFactory.class);

  private final String pipeline;
  private final PrivacyOptions privacy;
  private final Clock clock;

  public DeadLetterFactory(String pipeline, PrivacyOptions privacy, Clock clock) {
    this.pipeline = pipeline;
    this.privacy = privacy;
    this.clock = clock;
  }

  /**
   * The letter of what cannot be counted.
   *
   * @param tenantId the tenant of the event; null when it was not read as far as that, then the
   *     record may name one all the same
   */
  public DeadLetter letter(
      SourceEvent<?> incoming, DeadLetterReason reason, String message, String tenantId) {
    DeadLetter letter = new DeadLetter();
    letter.pipeline = pipeline;
    letter.reason = reason.id();
    letter.message = message;
    letter.topic = incoming.topic();
    letter.headers = incoming.headers();
    letter.partition = incoming.partition();
    letter.offset = incoming.offset();
    letter.item = incoming.item();
    letter.recordTime = incoming.recordTime();
    letter.recordedAt = clock.millis();
    Excerpt excerpt = incoming.payload() == null ? null : excerpt(incoming);
    letter.unparsed = excerpt == null || !excerpt.isParsed();
    keep(excerpt == null ? incoming.payload() : excerpt.payload(), letter);
    letter.tenantId = tenantId == null && excerpt != null ? excerpt.tenant() : tenantId;
    return letter;
  }

  private Excerpt excerpt(SourceEvent<?> incoming) {
    Excerpt excerpt = new Excerpt(privacy);
    try {
      incoming.copyTo(excerpt);
      return excerpt;
    } catch (RuntimeException | StackOverflowError e) {
      // Parts do not throw. Should one all the same, restarting would meet the record again.
      LOG.error("The record cannot be read for its dead letter", e);
      return null;
    }
  }

  private static void keep(byte[] payload, DeadLetter letter) {
    letter.payload = DeadLetterDocument.cut(payload);
    letter.truncated = payload != null && payload.length > DeadLetterDocument.MAX_PAYLOAD_BYTES;
  }
}
