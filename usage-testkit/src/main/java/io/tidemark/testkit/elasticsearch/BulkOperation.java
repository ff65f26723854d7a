/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** One document of a {@code _bulk} request, as it was sent. */
public record BulkOperation(String action, JsonNode target, String source) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static List<BulkOperation> parse(String body) throws JsonProcessingException {
    String[] lines = body.split("\n", -1);
    List<BulkOperation> operations = new ArrayList<>();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      JsonNode line = JSON.readTree(lines[i]);
      String action = line.fieldNames().next();
      operations.add(new BulkOperation(action, line.get(action), lines[i + 1]));
    }
    return operations;
  }

  static String render(List<BulkOperation> operations) {
    StringBuilder body = new StringBuilder();
    for (BulkOperation operation : operations) {
      body.append("{\"").append(operation.action()).append("\":").append(operation.target());
      body.append("}\n").append(operation.source()).append('\n');
    }
    return body.toString();
  }

  public String index() {
    return target.get("_index").asText();
  }

  public String id() {
    return target.get("_id").asText();
  }
}
