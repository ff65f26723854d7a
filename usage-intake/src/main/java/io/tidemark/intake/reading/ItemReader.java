/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.PrivacyOptions;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads items with the parser of the job. Of an accepted item only the parts that the parser reads
 * go to Kafka: prompts, answers and everything else that came along are left out.
 */
final class ItemReader<E> implements UsageFormat.Output<E> {

  private static final Logger LOG = LoggerFactory.getLogger(ItemReader.class);

  /** The job decides about addresses and texts: its options are no concern of this service. */
  private static final PrivacyOptions ALL =
      new PrivacyOptions(ClientAddress.Policy.KEEP, "", Set.of());

  private final WorkloadIntake<E> workload;
  private final String formatName;
  private final UsageFormat<E> format;
  private final Sender sender;
  private final AcceptedItems accepted;
  private final Outcome outcome;
  private final boolean envelope;
  private final NativeStamp stamp;

  private byte[] item;
  private int index;
  private byte[] last;

  /**
   * @param envelope whether the request is one record of many events, which are counted instead
   */
  ItemReader(
      WorkloadIntake<E> workload,
      String formatName,
      UsageFormat<E> format,
      Sender sender,
      AcceptedItems accepted,
      Outcome outcome,
      boolean envelope) {
    this.workload = workload;
    this.formatName = formatName;
    this.format = format;
    this.sender = sender;
    this.accepted = accepted;
    this.outcome = outcome;
    this.envelope = envelope;
    stamp = formatName.equals(FormatRegistry.NATIVE) ? new NativeStamp(sender) : null;
  }

  /**
   * Reads an item; never fails on what it holds.
   *
   * @throws IntakeException when the request takes too much memory
   */
  void readItem(int place, byte[] source) {
    index = envelope ? -1 : place;
    last = null;
    if (!envelope && accepted.rejectTooLarge(place, source, outcome)) {
      return;
    }
    item = stamp == null ? source : stamp.addTo(source);
    try {
      format.parse(item, this);
    } catch (IntakeException limit) {
      throw limit;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("The format {} failed", formatName, e);
      rejectEvent(DeadLetterReason.MALFORMED.id(), "the item cannot be read");
    }
  }

  @Override
  public void event(E event) {
    String tenant = workload.tenant().apply(event);
    byte[] excerpt = createExcerpt();
    // Several events of one item, such as the tokens of one point, travel together.
    boolean again = last != null && Arrays.equals(last, excerpt);
    if (again) {
      return;
    }
    index += envelope ? 1 : 0;
    if (!sender.tenant().equals(tenant)) {
      outcome.rejectItem(
          index, Outcome.FORBIDDEN, "the item names another tenant than the key of the request");
    } else {
      admitEvent(workload.eventTime().applyAsLong(event), excerpt);
    }
    last = excerpt;
  }

  private void admitEvent(long time, byte[] excerpt) {
    accepted.noteAge(time, outcome);
    if (!accepted.rejectTime(index, time, outcome)
        && !accepted.rejectTooLarge(index, excerpt, outcome)) {
      outcome.accept(new IntakeRecord(workload.topic(), formatName, sender, excerpt));
    }
  }

  private byte[] createExcerpt() {
    Excerpt excerpt = new Excerpt(ALL);
    format.copyEvent(item, excerpt);
    if (!excerpt.isParsed()) {
      throw new IllegalStateException("an event of a record that is not valid");
    }
    return excerpt.payload();
  }

  @Override
  public void reject(String message) {
    rejectEvent(DeadLetterReason.MALFORMED.id(), message);
  }

  @Override
  public void reject(String message, int events) {
    // A record that is an item by itself counts once.
    for (int i = 0; i < (envelope ? events : 1); i++) {
      reject(message);
    }
  }

  private void rejectEvent(String reason, String message) {
    index += envelope ? 1 : 0;
    outcome.rejectItem(index, reason, message);
  }
}
