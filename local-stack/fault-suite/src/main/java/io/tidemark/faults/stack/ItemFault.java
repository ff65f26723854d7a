/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers some operations of a bulk itself and lets the node do the others, in one answer in the
 * order of the bulk.
 *
 * @param statusOf status that an operation is answered with; 0 hands it on
 */
public record ItemFault(Function<String, Integer> statusOf) implements BulkProxy.Fault {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Optional<BulkProxy.Answer> play(BulkProxy.Bulk bulk) throws IOException {
    List<String> operations = bulk.lines().operations();
    List<Integer> statuses = new ArrayList<>();
    operations.forEach(operation -> statuses.add(statusOf.apply(operation)));
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      if (statuses.get(i) == 0) {
        rest.add(operations.get(i));
      }
    }
    Iterator<JsonNode> answered = List.<JsonNode>of().iterator();
    if (!rest.isEmpty()) {
      BulkProxy.Answer real = bulk.apply(new BulkLines(rest));
      if (real.status() != 200) {
        return Optional.of(real);
      }
      answered = JSON.readTree(real.body()).path("items").elements();
    }
    ObjectNode merged = JSON.createObjectNode();
    ArrayNode items = merged.putArray("items");
    for (int i = 0; i < operations.size(); i++) {
      int status = statuses.get(i);
      items.add(status == 0 ? answered.next() : refused(operations.get(i), status));
    }
    return Optional.of(new BulkProxy.Answer(200, merged.toString()));
  }

  private static JsonNode refused(String operation, int status) {
    String action = operation.startsWith("{\"create\"") ? "create" : "index";
    ObjectNode item = JSON.createObjectNode();
    ObjectNode result = item.putObject(action).put("status", status);
    result
        .putObject("error")
        .put("type", status == 429 ? "es_rejected_execution_exception" : "mapper_parsing_exception")
        .put("reason", "made by the fault suite");
    return item;
  }
}
