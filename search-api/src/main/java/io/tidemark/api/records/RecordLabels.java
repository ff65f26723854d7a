/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.directory.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds the names that the directory has for values of a record. */
public final class RecordLabels {

  /** The member with the names, by the field that they name. */
  public static final String FIELD = "labels";

  private final String tenant;
  private final RecordKind kind;
  private final Labels names;

  RecordLabels(String tenant, RecordKind kind, Labels names) {
    this.tenant = tenant;
    this.kind = kind;
    this.names = names;
  }

  /** The record itself when no value of it has a name. */
  Map<String, JsonNode> addTo(Map<String, JsonNode> record) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    for (String dimension : kind.workload().dimensions()) {
      JsonNode value = record.get(dimension);
      if (value != null && value.isString()) {
        names
            .find(tenant, dimension, value.asString())
            .ifPresent(name -> labels.put(dimension, name));
      }
    }
    if (labels.isEmpty()) {
      return record;
    }
    Map<String, JsonNode> labelled = new LinkedHashMap<>(record);
    labelled.put(FIELD, labels);
    return labelled;
  }
}
