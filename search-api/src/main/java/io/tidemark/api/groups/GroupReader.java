/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import io.tidemark.api.metric.Metric;
import io.tidemark.model.pricing.Money;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads groups: first each is made to an array of its value and its keys. */
final class GroupReader {

  private GroupReader() {}

  static JsonNode reduceBucket(JsonNode bucket, List<String> dimensions, Metric metric) {
    ArrayNode group = JsonNodeFactory.instance.arrayNode();
    Number value = metric.readExact(bucket);
    if (value instanceof Money money) {
      group.add(money.amount());
    } else {
      group.add(value == null ? null : value.longValue());
    }
    for (String dimension : dimensions) {
      group.add(bucket.path("key").path(dimension));
    }
    return group;
  }

  static Group readGroup(JsonNode reduced) {
    List<String> keys = new ArrayList<>();
    for (int i = 1; i < reduced.size(); i++) {
      JsonNode key = reduced.path(i);
      keys.add(key.isNull() ? null : key.asString());
    }
    JsonNode value = reduced.path(0);
    if (value.isBigDecimal()) {
      return new Group(keys, Money.of(value.decimalValue()));
    }
    return new Group(keys, value.isNull() ? null : (Number) value.asLong());
  }
}
