/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.memory.Lease;
import io.tidemark.api.memory.Lease.Growth;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * An answer, built while its bytes arrive. It counts the heap that it takes and ends when its lease
 * grants no more.
 */
final class AnswerTree {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  // Sizes on a 64-bit heap with compressed references.
  private static final long OBJECT = 200;
  private static final long MEMBER = 64;
  private static final long ARRAY = 80;
  private static final long VALUE = 32;
  private static final long TEXT = 48;
  private static final long POJO = 128;
  private static final long SHORT_NAME = 32;

  /** The values that are computed from an answer live as long as it. */
  private static final long COPIES = 2;

  private final Reduction reduction;
  private final Lease lease;
  private final JsonParser parser =
      JSON.createNonBlockingByteArrayParser(ObjectReadContext.empty());
  private final ByteArrayFeeder feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
  private Level top;
  private JsonNode root = MissingNode.getInstance();
  private long weight;
  private Growth growth = Growth.GRANTED;

  /** An object or array that is not complete yet. */
  private static final class Level {
    private final Level parent;
    private final ContainerNode<?> node;
    private final long weightBefore;

    /** Under which it is in its parent; empty in an array. */
    private final String name;

    /** The member that comes next. */
    private String member = "";

    private Level(Level parent, ContainerNode<?> node, long weightBefore) {
      this.parent = parent;
      this.node = node;
      this.weightBefore = weightBefore;
      this.name = parent == null ? "" : parent.member;
    }
  }

  AnswerTree(Reduction reduction, Lease lease) {
    this.reduction = reduction;
    this.lease = lease;
  }

  /** Takes the next bytes; none are taken after the lease granted no more. */
  void feed(byte[] bytes, int length) {
    if (isWithinLease()) {
      feeder.feedInput(bytes, 0, length);
      readTokens();
    }
  }

  /**
   * Says that no bytes follow.
   *
   * @throws IllegalStateException when the answer is not complete
   */
  void end() {
    if (!isWithinLease()) {
      return;
    }
    feeder.endOfInput();
    readTokens();
    parser.close();
    if (top != null) {
      throw new IllegalStateException("The answer breaks off");
    }
  }

  boolean isWithinLease() {
    return growth == Growth.GRANTED;
  }

  /** The last state of the lease. */
  Growth growth() {
    return growth;
  }

  JsonNode root() {
    return root;
  }

  /** Heap that the answer takes, with what will be made of it. */
  long bytes() {
    return weight * COPIES;
  }

  private void readTokens() {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      accept(token);
      growth = lease.growTo(bytes());
      if (!isWithinLease()) {
        root = MissingNode.getInstance();
        top = null;
        return;
      }
      token = parser.nextToken();
    }
  }

  private void accept(JsonToken token) {
    switch (token) {
      case START_OBJECT -> open(NODES.objectNode(), OBJECT);
      case START_ARRAY -> open(NODES.arrayNode(), ARRAY);
      case END_OBJECT, END_ARRAY -> close();
      case PROPERTY_NAME -> {
        top.member = parser.currentName();
        weight += weighName(top.member);
      }
      default -> add(value(token));
    }
  }

  private void open(ContainerNode<?> node, long size) {
    top = new Level(top, node, weight);
    weight += size;
  }

  private void close() {
    Level closed = top;
    top = closed.parent;
    if (!isReduced(closed)) {
      add(closed.node);
      return;
    }
    weight = closed.weightBefore;
    JsonNode less = reduction.reducer().apply(closed.node);
    if (less != null) {
      weight += weigh(less);
      add(less);
    }
  }

  /** Heap that the answer with a document would take, apart from what stands around it. */
  static long weighAnswer(JsonNode document) {
    return weigh(document) * COPIES;
  }

  private static long weigh(JsonNode node) {
    if (node instanceof ContainerNode<?> container) {
      long sum =
          node.isObject() ? OBJECT + weighNames(node) : ARRAY + (long) Long.BYTES * node.size();
      for (JsonNode item : container) {
        sum += weigh(item);
      }
      return sum;
    }
    if (node instanceof POJONode reduced) {
      return POJO + (reduced.getPojo() instanceof long[] numbers ? Long.BYTES * numbers.length : 0);
    }
    return node.isString() ? VALUE + TEXT + 2L * node.asString().length() : VALUE;
  }

  private static long weighNames(JsonNode object) {
    long sum = 0;
    for (String name : object.propertyNames()) {
      sum += weighName(name);
    }
    return sum;
  }

  /** Short names are those of fields, which all answers share. */
  private static long weighName(String name) {
    return MEMBER + (name.length() > SHORT_NAME ? 2L * name.length() : 0);
  }

  private boolean isReduced(Level closed) {
    Level array = closed.parent;
    return array != null
        && array.node instanceof ArrayNode
        && array.name.equals(reduction.array())
        && array.parent != null
        && reduction.parent().test(array.parent.name);
  }

  private JsonNode value(JsonToken token) {
    weight += VALUE;
    return switch (token) {
      case VALUE_STRING -> {
        String text = parser.getString();
        weight += TEXT + 2L * text.length();
        yield NODES.stringNode(text);
      }
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("Unexpected in an answer: " + token);
    };
  }

  private void add(JsonNode node) {
    if (top == null) {
      root = node;
    } else if (top.node instanceof ObjectNode object) {
      object.set(top.member, node);
    } else {
      weight += Long.BYTES;
      ((ArrayNode) top.node).add(node);
    }
  }
}
