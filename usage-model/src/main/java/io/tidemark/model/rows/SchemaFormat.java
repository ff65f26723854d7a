/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.rows;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.List;

/**
 * Reads native events of a workload whose schema says all: one flat JSON object per record. The
 * first count counts every event, another one the events with a choice of its name; a sum or a
 * histogram takes the input field of its name.
 */
public final class SchemaFormat implements UsageFormat<SchemaRow> {

  private final SchemaFields fields;
  private final Fingerprint fingerprint = new Fingerprint();
  private final int eventTime;
  private final int[] identity;
  private final int[] dimensions;
  private final int firstDimensions;
  private final Amount[] amounts;

  /** Reads what an event adds to a measure. */
  private interface Amount {
    long read();
  }

  /**
   * @throws IllegalStateException when the schema does not say how to read a measure or a field
   */
  public SchemaFormat(WorkloadSchema schema) {
    fields = new SchemaFields(schema);
    List<InputField> inputs = schema.inputFields();
    inputs.stream()
        .filter(field -> !SchemaFields.isSupported(field.type()))
        .findFirst()
        .ifPresent(
            field -> {
              throw new IllegalStateException(schema + ": " + SchemaFields.unsupported(field));
            });
    List<String> names = inputs.stream().map(InputField::name).toList();
    eventTime = findEventTime(inputs);
    identity = schema.identity().stream().mapToInt(names::indexOf).toArray();
    dimensions = schema.dimensionNames().stream().mapToInt(names::indexOf).toArray();
    firstDimensions = schema.countFirstDimensions();
    amounts = new Amount[schema.measures().size()];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = i == 0 ? () -> 1 : findAmount(schema, schema.measures().get(i));
    }
  }

  @Override
  public void parse(byte[] record, Output<SchemaRow> output) {
    String problem = fields.read(record);
    if (problem == null) {
      output.event(createRow());
    } else {
      output.reject(problem);
    }
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private SchemaRow createRow() {
    SchemaRow row = new SchemaRow();
    byte[] id = DimensionKey.of(texts(identity));
    fingerprint.of(id, 0, id.length);
    row.idHigh = fingerprint.high();
    row.idLow = fingerprint.low();
    row.eventTime = fields.number(eventTime);
    row.buffer = DimensionKey.ofGroup(firstDimensions, texts(dimensions));
    row.dimensionsLength = row.buffer.length;
    row.amounts = new long[amounts.length];
    long content = 0;
    for (int i = 0; i < amounts.length; i++) {
      row.amounts[i] = amounts[i].read();
      content = (content ^ row.amounts[i]) * 0x9E3779B97F4A7C15L;
      content ^= content >>> 29;
    }
    row.content = (short) (content >>> 48);
    return row;
  }

  private String[] texts(int[] indices) {
    String[] texts = new String[indices.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = fields.text(indices[i]);
    }
    return texts;
  }

  private Amount findAmount(WorkloadSchema schema, Measure measure) {
    List<InputField> inputs = schema.inputFields();
    for (int i = 0; i < inputs.size(); i++) {
      int index = i;
      InputField field = inputs.get(i);
      if (measure.kind() == Measure.Kind.COUNT && field.choices().contains(measure.name())) {
        return () -> measure.name().equals(fields.text(index)) ? 1 : 0;
      }
      if (measure.kind() != Measure.Kind.COUNT && field.name().equals(measure.source())) {
        return () -> fields.number(index);
      }
    }
    throw new IllegalStateException(
        schema + ": no input field says what an event adds to " + measure.name());
  }

  private static int findEventTime(List<InputField> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).type() == InputType.TIME && inputs.get(i).required()) {
        return i;
      }
    }
    throw new IllegalStateException("the schema has no event time");
  }
}
