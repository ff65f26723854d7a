/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Events of one training job, by their time after {@link #BEGINNING}. */
final class JobEvents {

  static final long BEGINNING = 1_767_225_600_000L;
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  private JobEvents() {}

  static TrainingEvent event(TrainingStep step, long after, long tokens) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "t";
    event.jobId = "j";
    event.step = step;
    event.eventTime = BEGINNING + after;
    event.trainedTokens = tokens;
    return event;
  }

  static boolean take(TrainingJob job, TrainingStep step, long after, long tokens) {
    return job.take(event(step, after, tokens), Window.HOUR);
  }

  static long sum(Aggregate share, String field) {
    return share.sum(TrainingAggregation.LAYOUT.findSum(field));
  }

  static TrainingJob copy(TrainingJob job) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    job.writeTo(new DataOutputStream(bytes));
    TrainingJob copy = new TrainingJob();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    copy.readFrom(in, true, true, true);
    return copy;
  }

  static TrainingEvent attempt(TrainingEvent event, boolean byNumber, int attempt) {
    if (byNumber) {
      event.attempt = attempt;
    } else {
      event.startedAt = BEGINNING + attempt * MINUTE;
    }
    return event;
  }
}
