/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How Kibana writes a field's values. */
enum FieldFormat {
  /** Whole, with a mark for each thousand. */
  @JsonProperty("count")
  COUNT {
    @Override
    ObjectNode toJson() {
      return createNumber("0,0");
    }
  },
  /** Two places. */
  @JsonProperty("decimal")
  DECIMAL {
    @Override
    ObjectNode toJson() {
      return createNumber("0,0.00");
    }
  },
  /** A number that is a name: no mark for thousands. */
  @JsonProperty("plain")
  PLAIN {
    @Override
    ObjectNode toJson() {
      return createNumber("0");
    }
  },
  @JsonProperty("milliseconds")
  MILLISECONDS {
    @Override
    ObjectNode toJson() {
      return createDuration("milliseconds");
    }
  },
  @JsonProperty("seconds")
  SECONDS {
    @Override
    ObjectNode toJson() {
      return createDuration("seconds");
    }
  };

  /** An entry of a data view's format map. */
  abstract ObjectNode toJson();

  private static ObjectNode createNumber(String pattern) {
    ObjectNode format = KibanaSources.JSON.createObjectNode().put("id", "number");
    format.putObject("params").put("pattern", pattern);
    return format;
  }

  private static ObjectNode createDuration(String unit) {
    ObjectNode format = KibanaSources.JSON.createObjectNode().put("id", "duration");
    format
        .putObject("params")
        .put("inputFormat", unit)
        .put("outputFormat", "humanizePrecise")
        .put("outputPrecision", 1)
        .put("includeSpaceWithSuffix", true)
        .put("useShortSuffix", true);
    return format;
  }
}
