/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.search.Reduction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Writes and reads one day of a bill. Numbers are texts: they are exact. */
final class BillDocument {

  static final String TENANT = "tenant_id";
  static final String SOURCE = "provider";
  static final String DAY = "day";
  static final String LINES = "lines";

  private BillDocument() {}

  /** One day of a bill that is kept. */
  record BillDay(
      String source, LocalDate day, List<BillLine> lines, Instant receivedAt, String receivedBy) {

    /** The same with the lines of all projects and keys added up. */
    BillDay addUpLines() {
      Map<BillLine, BillLine> sums = new LinkedHashMap<>();
      lines.forEach(line -> sums.merge(line.withoutNumbers(), line, BillLine::plus));
      return new BillDay(source, day, List.copyOf(sums.values()), receivedAt, receivedBy);
    }
  }

  /** Lines take a tenth of their JSON, when they share the texts that repeat. */
  static Reduction reduceLines(LocalDate day) {
    Map<String, String> texts = new HashMap<>();
    return new Reduction(
        "_source"::equals,
        LINES,
        line -> JsonNodeFactory.instance.pojoNode(readLine(day, line, texts)));
  }

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

  /** A document, or what is left of it by {@link #reduceLines}. */
  static BillDay readBill(JsonNode document) {
    LocalDate day = LocalDate.parse(document.path(DAY).asString());
    List<BillLine> lines = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    for (JsonNode line : document.path(LINES)) {
      lines.add(
          line instanceof POJONode reduced
              ? (BillLine) reduced.getPojo()
              : readLine(day, line, texts));
    }
    return new BillDay(
        document.path(SOURCE).asString(),
        day,
        lines,
        Instant.parse(document.path("received_at").asString()),
        document.path("received_by").asString());
  }

  private static BillLine readLine(LocalDate day, JsonNode line, Map<String, String> texts) {
    return new BillLine(
        day,
        readText(line, "provider", texts),
        readText(line, "model", texts),
        readText(line, "token_class", texts),
        readText(line, "project", texts),
        readText(line, "api_key", texts),
        readNumber(line, "quantity"),
        readNumber(line, "amount"),
        readText(line, "currency", texts));
  }

  private static String formatPlain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  /** The same text of several lines is one object. */
  private static String readText(JsonNode line, String name, Map<String, String> texts) {
    String text = readText(line, name);
    return text == null ? null : texts.computeIfAbsent(text, key -> key);
  }

  private static String readText(JsonNode line, String name) {
    return line.path(name).asString(null);
  }

  private static BigDecimal readNumber(JsonNode line, String name) {
    String text = readText(line, name);
    return text == null ? null : new BigDecimal(text);
  }
}
