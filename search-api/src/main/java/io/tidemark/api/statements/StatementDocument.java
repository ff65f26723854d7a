/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.model.pricing.Statement.Basis;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.Statement.Subject;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads the documents of a statement. Numbers are texts: they are exact. */
final class StatementDocument {

  static final String ENTRY = "entry";
  static final String HEAD = "head";
  static final String MONTH = "month";

  private StatementDocument() {}

  static ObjectNode writeDocument(Head head) {
    Basis basis = head.basis();
    ObjectNode document = startDocument(HEAD, head.subject());
    document.put("from", head.subject().from().toString());
    document.put("to", head.subject().to().toString());
    document.put("currency", head.subject().currency());
    document.put("total", head.total().toPlainString());
    document.put("corrections", head.corrections().toPlainString());
    document.put("line_count", head.lineCount());
    document.put("counted_from", basis.countedFrom().toString());
    document.put("exact", basis.exact());
    document.put("prices_as_of", basis.pricesAsOf().toString());
    ObjectNode revisions = document.putObject("revisions");
    new TreeMap<>(basis.revisions()).forEach(revisions::put);
    document.put("unpriced_calls", basis.unpricedCalls());
    document.put("unpriced_tokens", basis.unpricedTokens());
    document.put("closed_at", head.closedAt().toString());
    document.put("lines_hash", head.linesHash());
    document.put("previous_hash", head.previousHash());
    return document.put("hash", head.hash());
  }

  static Head readHead(JsonNode document) {
    Map<String, Long> revisions = new TreeMap<>();
    document
        .path("revisions")
        .properties()
        .forEach(one -> revisions.put(one.getKey(), one.getValue().asLong()));
    return new Head(
        new Subject(
            document.path("tenant_id").asString(),
            YearMonth.parse(document.path(MONTH).asString()),
            readTime(document, "from"),
            readTime(document, "to"),
            document.path("currency").asString()),
        new Basis(
            readTime(document, "counted_from"),
            document.path("exact").asBoolean(),
            readTime(document, "prices_as_of"),
            revisions,
            document.path("unpriced_calls").asLong(),
            document.path("unpriced_tokens").asLong()),
        new BigDecimal(document.path("total").asString()),
        new BigDecimal(document.path("corrections").asString()),
        document.path("line_count").asInt(),
        readTime(document, "closed_at"),
        document.path("lines_hash").asString(),
        document.path("previous_hash").asString());
  }

  private static Instant readTime(JsonNode document, String name) {
    return Instant.parse(document.path(name).asString());
  }

  static ObjectNode startDocument(String entry, Subject subject) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(ENTRY, entry)
        .put("tenant_id", subject.tenant())
        .put(MONTH, subject.month().toString());
  }

  static void writeDocument(ArrayNode lines, StatementLine line) {
    Owner owner = line.owner();
    PricedAs price = line.price();
    lines
        .addObject()
        .put("department", owner.department())
        .put("project_id", owner.project())
        .put("user_id", owner.user())
        .put("api_key_id", owner.apiKey())
        .put("provider", price.provider())
        .put("model", price.model())
        .put("service_tier", price.serviceTier())
        .put("prompt_band", price.promptBand())
        .put("token_class", price.tokenClass())
        .put("price_id", price.priceId())
        .put("unit_price", price.unitPrice().toPlainString())
        .put("quantity", line.quantity().toPlainString())
        .put("amount", line.amount().toPlainString())
        .put("correction_of", line.correctionOf());
  }

  static List<StatementLine> readLines(JsonNode document) {
    List<StatementLine> lines = new ArrayList<>();
    for (JsonNode line : document.path("lines")) {
      lines.add(
          new StatementLine(
              new Owner(
                  text(line, "department"),
                  text(line, "project_id"),
                  text(line, "user_id"),
                  text(line, "api_key_id")),
              new PricedAs(
                  text(line, "provider"),
                  text(line, "model"),
                  text(line, "service_tier"),
                  text(line, "prompt_band"),
                  text(line, "token_class"),
                  text(line, "price_id"),
                  new BigDecimal(text(line, "unit_price"))),
              new BigDecimal(text(line, "quantity")),
              new BigDecimal(text(line, "amount")),
              text(line, "correction_of")));
    }
    return lines;
  }

  private static String text(JsonNode line, String name) {
    return line.path(name).asString(null);
  }
}
