/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.kibana.Query.Bucket;
import io.tidemark.templates.kibana.Query.Value;
import java.util.ArrayList;
import java.util.List;

/** A query as the columns of a Lens layer. */
final class LensColumns {

  private final DataView view;
  private final List<String> bucketIds = new ArrayList<>();
  private final List<String> valueIds = new ArrayList<>();
  private final ObjectNode columns = KibanaSources.JSON.createObjectNode();

  LensColumns(Query query, DataView view) {
    this.view = view;
    for (int i = 0; i < query.by().size(); i++) {
      bucketIds.add("by-" + i);
    }
    for (int i = 0; i < query.values().size(); i++) {
      valueIds.add("value-" + i);
    }
    for (int i = 0; i < bucketIds.size(); i++) {
      columns.set(bucketIds.get(i), createBucket(query.by().get(i)));
    }
    for (int i = 0; i < valueIds.size(); i++) {
      addValue(valueIds.get(i), query.values().get(i));
    }
  }

  /** Columns that group, outermost first. */
  List<String> bucketIds() {
    return bucketIds;
  }

  List<String> valueIds() {
    return valueIds;
  }

  /** The layer's state in the data source. */
  ObjectNode toJson() {
    ObjectNode layer = KibanaSources.JSON.createObjectNode();
    layer.set("columns", columns);
    ArrayNode order = layer.putArray("columnOrder");
    columns.fieldNames().forEachRemaining(order::add);
    layer.putObject("incompleteColumns");
    return layer;
  }

  private ObjectNode createBucket(Bucket bucket) {
    if (bucket.isTime()) {
      ObjectNode column = createColumn(view.timeField(), "date", "date_histogram", "interval");
      column.put("isBucketed", true).put("label", view.findLabel(view.timeField()));
      column.putObject("params").put("interval", bucket.time());
      return column;
    }
    ObjectNode column = createColumn(bucket.top(), dataType(bucket.top()), "terms", "ordinal");
    column.put("isBucketed", true).put("label", view.findLabel(bucket.top()));
    ObjectNode params = column.putObject("params");
    params.put("size", bucket.size()).put("orderDirection", "desc");
    params.putObject("orderBy").put("type", "column").put("columnId", valueIds.get(0));
    // The other values, and usage without a value, are shown too: shares add up to all.
    params.put("otherBucket", true).put("missingBucket", dataType(bucket.top()).equals("string"));
    return column;
  }

  private String dataType(String field) {
    return view.fields().get(field).format() == null ? "string" : "number";
  }

  private void addValue(String id, Value value) {
    switch (value.operation()) {
      case RATIO -> addRatio(id, value);
      case LATEST -> {
        ObjectNode column =
            labelColumn(value, createColumn(value.field(), "date", "last_value", "ratio"));
        column.putObject("params").put("sortField", view.timeField());
        column.putObject("filter").put("language", "kuery").put("query", value.field() + ": *");
        columns.set(id, column);
      }
      case COUNT -> columns.set(id, labelColumn(value, createNumber("Records", "count")));
      case SUM -> columns.set(id, labelColumn(value, createNumber(value.field(), "sum")));
      case MAX -> columns.set(id, labelColumn(value, createNumber(value.field(), "max")));
      case DISTINCT ->
          columns.set(id, labelColumn(value, createNumber(value.field(), "unique_count")));
    }
  }

  /** Lens keeps a formula with the parts that it made of it: two sums and their quotient. */
  private void addRatio(String id, Value value) {
    String formula = "sum(%s) / sum(%s)".formatted(value.field(), value.by());
    String dividend = id + "X0";
    String divisor = id + "X1";
    String quotient = id + "X2";

    ObjectNode column = labelColumn(value, createPlain("number", "formula", "ratio"));
    ObjectNode params = column.putObject("params");
    params.put("formula", formula).put("isFormulaBroken", false);
    ObjectNode format = params.putObject("format");
    format.put("id", value.format() == null ? "number" : value.format());
    format.putObject("params").put("decimals", 1);
    column.putArray("references").add(quotient);
    columns.set(id, column);

    columns.set(dividend, labelPart(value, createNumber(value.field(), "sum")));
    columns.set(divisor, labelPart(value, createNumber(value.by(), "sum")));
    ObjectNode math = labelPart(value, createPlain("number", "math", "ratio"));
    ObjectNode ast = math.putObject("params").putObject("tinymathAst");
    ast.put("type", "function").put("name", "divide");
    ast.putArray("args").add(dividend).add(divisor);
    ast.putObject("location").put("min", 0).put("max", formula.length());
    ast.put("text", formula);
    math.putArray("references").add(dividend).add(divisor);
    columns.set(quotient, math);
  }

  private static ObjectNode labelPart(Value value, ObjectNode column) {
    return column.put("label", "Part of " + value.label()).put("customLabel", true);
  }

  private ObjectNode labelColumn(Value value, ObjectNode column) {
    String label = value.label() == null ? view.findLabel(value.field()) : value.label();
    column.put("label", label).put("customLabel", true);
    if (value.shift() != null) {
      column.put("timeShift", value.shift());
    }
    return column;
  }

  private static ObjectNode createNumber(String field, String operation) {
    return createColumn(field, "number", operation, "ratio");
  }

  private static ObjectNode createColumn(
      String field, String type, String operation, String scale) {
    return createPlain(type, operation, scale).put("sourceField", field);
  }

  private static ObjectNode createPlain(String type, String operation, String scale) {
    ObjectNode column = KibanaSources.JSON.createObjectNode();
    column.put("dataType", type).put("operationType", operation).put("scale", scale);
    return column.put("isBucketed", false);
  }
}
