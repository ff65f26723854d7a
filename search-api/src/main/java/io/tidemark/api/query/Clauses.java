/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clauses of Elasticsearch queries as JSON trees. Values are always JSON strings or numbers of
 * their own, never parts of an expression, so nothing a caller sends is ever parsed as a query.
 */
public final class Clauses {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Clauses() {}

  /** An empty object whose members keep the order in which they are put. */
  public static ObjectNode object() {
    return JSON.objectNode();
  }

  /** An object with one member. */
  public static ObjectNode object(String name, JsonNode value) {
    return object().set(name, value);
  }

  /** An array of {@code items}. */
  public static ArrayNode array(Collection<? extends JsonNode> items) {
    return JSON.arrayNode().addAll(items);
  }

  /** {@code field} is {@code value}. */
  public static ObjectNode term(String field, String value) {
    return object("term", object().put(field, value));
  }

  /** {@code field} is one of {@code values}; the order of the values is kept. */
  public static ObjectNode terms(String field, Collection<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return object("terms", object(field, array));
  }

  /** {@code field} is present. */
  public static ObjectNode exists(String field) {
    return object("exists", object().put("field", field));
  }

  /** {@code field} is absent. */
  public static ObjectNode missing(String field) {
    return not(List.of(exists(field)));
  }

  /** None of {@code clauses} holds. */
  public static ObjectNode not(List<? extends JsonNode> clauses) {
    return object("bool", object("must_not", array(clauses)));
  }

  /** At least one of {@code clauses} holds. */
  public static ObjectNode any(List<? extends JsonNode> clauses) {
    return object("bool", object("should", array(clauses)));
  }

  /** {@code field} as a whole is of the form of a regular expression of Lucene. */
  public static ObjectNode regexp(String field, String expression) {
    return object("regexp", object(field, object().put("value", expression)));
  }

  /** {@code from <= field < to}. */
  public static ObjectNode within(String field, Instant from, Instant to) {
    return object(
        "range", object(field, object().put("gte", from.toString()).put("lt", to.toString())));
  }

  /** {@code field >= least}. */
  public static ObjectNode atLeast(String field, long least) {
    return object("range", object(field, object().put("gte", least)));
  }

  /** All of {@code filters} hold, and none of {@code excluded}. */
  public static ObjectNode all(List<JsonNode> filters, List<JsonNode> excluded) {
    ObjectNode bool = object("filter", array(filters));
    if (!excluded.isEmpty()) {
      bool.set("must_not", array(excluded));
    }
    return object("bool", bool);
  }
}
