/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.formats;

import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;
import io.tidemark.model.parsing.UsageFormat;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the records of a topic that the intake service writes: each in the format that its header
 * names, for the sender that its headers name. Belongs to one thread.
 *
 * @param <E> the event
 */
public final class SenderFormat<E> implements UsageFormat<E> {

  private final FormatRegistry<E> registry;
  private final FormatOptions options;
  private final UsageFormat<E> withoutHeaders;
  private final Map<String, UsageFormat<E>> byName = new HashMap<>();

  // For the record that follows; the format is null if its name is unknown.
  private String name;
  private UsageFormat<E> format;
  private Sender sender;

  /**
   * @param withoutHeaders reads records without a format in their headers
   */
  public SenderFormat(
      FormatRegistry<E> registry, FormatOptions options, UsageFormat<E> withoutHeaders) {
    this.registry = registry;
    this.options = options;
    this.withoutHeaders = withoutHeaders;
    format = withoutHeaders;
  }

  /**
   * Begins a record.
   *
   * @param name the format, or null
   * @param from the sender, or null
   */
  public void begin(String name, Sender from) {
    this.name = name;
    sender = from;
    format = name == null ? withoutHeaders : find(name);
    if (format != null) {
      format.setDefaultTenant(from == null ? options.defaultTenant() : from.tenant());
    }
  }

  /** The headers of the record: names and values in turns. */
  public String[] headers() {
    return Sender.headers(name, sender);
  }

  private UsageFormat<E> find(String name) {
    UsageFormat<E> known = byName.get(name);
    if (known == null && registry.names().contains(name)) {
      known = registry.find(name).create(options);
      byName.put(name, known);
    }
    return known;
  }

  @Override
  public void parse(byte[] record, Output<E> output) {
    if (hasFormat(output)) {
      format.parse(record, stamp(output));
    }
  }

  @Override
  public void parse(byte[] bytes, int start, int end, Output<E> output) {
    if (hasFormat(output)) {
      format.parse(bytes, start, end, stamp(output));
    }
  }

  /** Whether the format is known; a record of another one is rejected. */
  private boolean hasFormat(Output<E> output) {
    if (format == null) {
      output.reject("the header " + Sender.FORMAT_HEADER + " names no format of this workload");
    }
    return format != null;
  }

  private Output<E> stamp(Output<E> output) {
    return sender == null ? output : new StampedOutput<>(sender, output);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    (format == null ? withoutHeaders : format).copyRecord(record, excerpt);
  }

  @Override
  public void copyEvent(byte[] record, Excerpt excerpt) {
    (format == null ? withoutHeaders : format).copyEvent(record, excerpt);
  }

  private record StampedOutput<E>(Sender sender, Output<E> output) implements Output<E> {

    @Override
    public void event(E event) {
      if (event instanceof SentEvent sent) {
        sent.setSender(sender);
      }
      output.event(event);
    }

    @Override
    public void reject(String message) {
      output.reject(message);
    }

    @Override
    public void reject(String message, int events) {
      output.reject(message, events);
    }
  }
}
