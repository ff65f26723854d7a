/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.pricing.PriceKey;
import io.tidemark.model.schema.WorkloadSchema;
import java.io.Serializable;
import java.util.List;

/**
 * The fields of documents that come from the key of their group.
 *
 * @param dimensions names of the dimensions, in the order of the {@link DimensionKey}
 * @param priceKey places of the dimensions that the {@link PriceKey} joins; empty without one
 */
public record GroupFields(List<String> dimensions, List<Integer> priceKey) implements Serializable {

  public GroupFields {
    dimensions = List.copyOf(dimensions);
    priceKey = List.copyOf(priceKey);
  }

  /** The fields of a workload's documents. */
  public static GroupFields ofSchema(WorkloadSchema schema) {
    List<String> names = schema.dimensionNames();
    return new GroupFields(names, schema.priceKey().stream().map(names::indexOf).toList());
  }

  void write(byte[] key, JsonWriter json) {
    DimensionKey.writeFields(key, dimensions, json);
    if (!priceKey.isEmpty()) {
      json.field(
          PriceKey.FIELD,
          PriceKey.join(
              priceKey.stream().map(at -> DimensionKey.value(key, at)).toArray(String[]::new)));
    }
  }
}
