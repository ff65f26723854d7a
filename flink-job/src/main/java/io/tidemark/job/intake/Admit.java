/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.model.privacy.PrivacyOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets in events that are objects of their own, as they are.
 *
 * @param <E> the event; a format makes a new one each time
 */
public final class Admit<E> extends AdmittingOperator<E, E> {

  private final EventRules<E> rules;

  public Admit(
      String pipeline,
      HourOptions hours,
      PrivacyOptions privacy,
      EventRules<E> rules,
      OutputTag<DeadLetter> deadLetters) {
    super(pipeline, hours, privacy, deadLetters);
    this.rules = rules;
  }

  @Override
  protected long countsAt(E event) {
    return rules.countsAt(event);
  }

  @Override
  protected String tenantOf(E event) {
    return rules.tenantOf(event);
  }

  @Override
  protected void letIn(E event) {
    output.collect(new StreamRecord<>(event));
  }
}
