/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.deadletters.DeadLetterDocument;
import io.tidemark.model.deadletters.DeadLetterReason;
import java.time.Clock;

/** Makes dead letters of what a source handed on. */
public final class Refusals {

  private final String pipeline;
  private final Clock clock;

  public Refusals(String pipeline, Clock clock) {
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /**
   * The letter of what cannot be counted.
   *
   * @param tenantId null when it is unknown
   */
  public DeadLetter letter(
      Incoming<?> incoming, DeadLetterReason reason, String message, String tenantId) {
    DeadLetter letter = new DeadLetter();
    letter.pipeline = pipeline;
    letter.reason = reason.id();
    letter.message = message;
    letter.tenantId = tenantId;
    letter.topic = incoming.topic();
    letter.partition = incoming.partition();
    letter.offset = incoming.offset();
    letter.item = incoming.item();
    letter.recordTime = incoming.recordTime();
    letter.recordedAt = clock.millis();
    letter.payload = DeadLetterDocument.cut(incoming.payload());
    letter.truncated =
        incoming.payload() != null
            && incoming.payload().length > DeadLetterDocument.MAX_PAYLOAD_BYTES;
    return letter;
  }
}
