/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.directory.Labels;
import io.tidemark.api.export.Export;
import io.tidemark.api.export.Table;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.statements.StatementAnswer.FocusColumn;
import io.tidemark.api.statements.StatementAnswer.FocusMetadata;
import io.tidemark.api.statements.StatementAnswer.StatementLineAnswer;
import io.tidemark.model.pricing.FocusColumns;
import io.tidemark.model.pricing.FocusFile;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the lines of booked months as files, part by part. */
@Component
class StatementExport {

  private static final List<String> COLUMNS =
      List.of(
          "department",
          "project_id",
          "user_id",
          "api_key_id",
          "provider",
          "model",
          "service_tier",
          "prompt_band",
          "token_class",
          "quantity",
          "unit_price",
          "amount",
          "price_id",
          "correction_of");

  private final StatementStore store;
  private final StatementProperties properties;
  private final Export export;
  private final Labels labels;
  private final PriceSource prices;
  private final DayLines dayLines;

  StatementExport(
      StatementStore store,
      StatementProperties properties,
      Export export,
      Labels labels,
      PriceSource prices,
      DayLines dayLines) {
    this.store = store;
    this.properties = properties;
    this.export = export;
    this.labels = labels;
    this.prices = prices;
    this.dayLines = dayLines;
  }

  /** Some lines in their order. */
  List<StatementLine> readLines(Head head, int offset, int limit) {
    List<StatementLine> lines = new ArrayList<>();
    int part = offset / StatementStore.PART;
    int skip = offset % StatementStore.PART;
    List<StatementLine> found = store.readPart(head, part);
    while (!found.isEmpty() && lines.size() < limit) {
      found.stream().skip(skip).limit((long) limit - lines.size()).forEach(lines::add);
      skip = 0;
      part++;
      found = store.readPart(head, part);
    }
    return lines;
  }

  /** A line with the names of today. */
  StatementLineAnswer describeFile(Head head, StatementLine line) {
    return StatementLineAnswer.of(line, values -> labels.findAll(head.subject().tenant(), values));
  }

  /** Writes rows when the request wants them. */
  boolean writeRows(Head head, HttpServletRequest request, HttpServletResponse response) {
    if (!export.wanted(request)) {
      return false;
    }
    Table table =
        new Table(
            COLUMNS,
            store.streamLines(head).map(line -> row(StatementLineAnswer.of(line))).iterator());
    export.write(request, response, labels.addTo(table, head.subject().tenant()));
    return true;
  }

  private static List<Object> row(StatementLineAnswer line) {
    return Table.row(
        line.department(),
        line.projectId(),
        line.userId(),
        line.apiKeyId(),
        line.provider(),
        line.model(),
        line.serviceTier(),
        line.promptBand(),
        line.tokenClass(),
        line.quantity(),
        line.unitPrice(),
        line.amount(),
        line.priceId(),
        line.correctionOf());
  }

  /** Writes the cost file. */
  void writeFocus(Head head, HttpServletRequest request, HttpServletResponse response) {
    String month = head.subject().month().toString();
    FocusFile file =
        new FocusFile(
            new FocusFile.Bill(
                head.subject().tenant(),
                properties.issuer(),
                new FocusFile.Period(head.subject().from(), head.subject().to()),
                head.subject().currency(),
                month,
                head.basis().pricesAsOf()),
            new FocusLookup(head, store, prices, labels));
    export.writeFile(
        request,
        response,
        "focus-" + month + ".csv",
        FocusFile.writeHeader(),
        dayLines.streamCharges(head, () -> store.streamLines(head)).iterator(),
        file::writeRow);
  }

  /** The metadata of a cost file. */
  static FocusMetadata describeFile(Head head) {
    return new FocusMetadata(
        FocusColumns.SCHEMA_ID,
        FocusColumns.VERSION,
        // Times of FOCUS have whole seconds.
        head.closedAt().truncatedTo(ChronoUnit.SECONDS),
        FocusColumns.listColumns().stream()
            .map(
                column ->
                    new FocusColumn(
                        column.name(), column.type(), column.precision(), column.scale()))
            .toList());
  }
}
