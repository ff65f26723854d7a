/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.stack.StackException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fields of native events of one workload, as far as a column of a table can fill them.
 *
 * @param topic of the events
 * @param identity the field that tells an event from others of its tenant; made from file and row
 *     when it is not mapped
 * @param required fields without which every event would be rejected
 * @param columns the fields of one value each
 * @param objects the fields that take any key as text, written {@code name.key}
 */
record EventFields(
    String topic,
    String identity,
    List<String> required,
    Map<String, InputField> columns,
    Set<String> objects) {

  /**
   * The fields of a topic.
   *
   * @throws StackException for a topic that takes no events
   */
  static EventFields findFields(String topic) {
    return WorkloadSchemas.listAll().stream()
        .filter(workload -> workload.topic().equals(topic))
        .findFirst()
        .map(EventFields::createFor)
        .orElseThrow(
            () ->
                new StackException(
                    "cannot import into topic '%s': use one of %s".formatted(topic, listTopics())));
  }

  private static String listTopics() {
    return WorkloadSchemas.listAll().stream()
        .map(WorkloadSchema::topic)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static EventFields createFor(WorkloadSchema workload) {
    String identity = workload.identity().get(workload.identity().size() - 1);
    Map<String, InputField> columns = new TreeMap<>();
    Set<String> objects = new TreeSet<>();
    for (InputField field : workload.inputFields()) {
      if (field.type() == InputType.OBJECT) {
        objects.add(field.name());
      } else {
        columns.put(field.name(), field);
      }
    }
    // An object whose entries are declared takes no others.
    columns.keySet().forEach(name -> objectOf(name).ifPresent(objects::remove));
    List<String> required =
        workload.inputFields().stream()
            .filter(InputField::required)
            .map(InputField::name)
            .filter(name -> !name.equals(identity))
            .toList();
    return new EventFields(workload.topic(), identity, required, columns, objects);
  }

  /** The object that holds a field with a dotted name. */
  static Optional<String> objectOf(String field) {
    int dot = field.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(field.substring(0, dot));
  }

  /**
   * How the text of a field becomes a value.
   *
   * @throws StackException for a field that events of this topic do not have
   */
  CellType getType(String field) {
    InputField column = columns.get(field);
    if (column != null) {
      return CellType.createFor(column);
    }
    if (objectOf(field).filter(objects::contains).isPresent()) {
      return CellType.TEXT;
    }
    throw new StackException(
        "events of %s have no field '%s': choose of %s".formatted(topic, field, listNames()));
  }

  private String listNames() {
    Set<String> names = new TreeSet<>(columns.keySet());
    objects.forEach(object -> names.add(object + ".KEY"));
    return String.join(", ", names);
  }
}
