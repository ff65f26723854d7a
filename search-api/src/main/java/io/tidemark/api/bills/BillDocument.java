/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads one day of a bill. Numbers are texts: they are exact. */
final class BillDocument {

  static final String TENANT = "tenant_id";
  static final String SOURCE = "provider";
  static final String DAY = "day";
  static final String LINES = "lines";

  private BillDocument() {}

  /** One day of a bill that is kept. */
  record BillDay(
      String source, LocalDate day, List<BillLine> lines, Instant receivedAt, String receivedBy) {}

  static ObjectNode writeBill(String tenant, BillDay bill) {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put(TENANT, tenant)
            .put(SOURCE, bill.source())
            .put(DAY, bill.day().toString())
            .put("received_at", bill.receivedAt().toString())
            .put("received_by", bill.receivedBy());
    ArrayNode lines = document.putArray(LINES);
    for (BillLine line : bill.lines()) {
      lines
          .addObject()
          .put("provider", line.provider())
          .put("model", line.model())
          .put("token_class", line.tokenClass())
          .put("project", line.project())
          .put("api_key", line.apiKey())
          .put("quantity", formatPlain(line.quantity()))
          .put("amount", formatPlain(line.amount()))
          .put("currency", line.currency());
    }
    return document;
  }

  static BillDay readBill(JsonNode document) {
    LocalDate day = LocalDate.parse(document.path(DAY).asString());
    List<BillLine> lines = new ArrayList<>();
    for (JsonNode line : document.path(LINES)) {
      lines.add(
          new BillLine(
              day,
              readText(line, "provider"),
              readText(line, "model"),
              readText(line, "token_class"),
              readText(line, "project"),
              readText(line, "api_key"),
              readNumber(line, "quantity"),
              readNumber(line, "amount"),
              readText(line, "currency")));
    }
    return new BillDay(
        document.path(SOURCE).asString(),
        day,
        lines,
        Instant.parse(document.path("received_at").asString()),
        document.path("received_by").asString());
  }

  private static String formatPlain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static String readText(JsonNode line, String name) {
    return line.path(name).asString(null);
  }

  private static BigDecimal readNumber(JsonNode line, String name) {
    String text = readText(line, name);
    return text == null ? null : new BigDecimal(text);
  }
}
