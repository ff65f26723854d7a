/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import co.elastic.clients.elasticsearch._types.SortOrder;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.index.PermanentIndex;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.Statement.Subject;
import io.tidemark.model.pricing.StatementLine;
import java.time.Duration;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps statements. Documents are created and never changed: first the lines, then the head, which
 * only one of several instances can create.
 */
@Component
class StatementStore {

  /** Lines of one document. */
  static final int PART = 500;

  private static final int MOST_MONTHS = 1_000;
  private static final String LINES = "lines";
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final DocumentStore documents;

  StatementStore(DocumentStore documents) {
    this.documents = documents;
  }

  /**
   * Books a month.
   *
   * @return false when another instance was faster
   */
  boolean createStatement(Statement statement) {
    Head head = statement.head();
    for (int part = 0; part * PART < statement.lines().size(); part++) {
      List<StatementLine> lines =
          statement
              .lines()
              .subList(part * PART, Math.min(statement.lines().size(), (part + 1) * PART));
      ObjectNode document = StatementDocument.startDocument(LINES, head.subject());
      document.put("lines_hash", head.linesHash()).put("part", part);
      ArrayNode array = document.putArray(LINES);
      lines.forEach(line -> StatementDocument.writeDocument(array, line));
      Map<String, ObjectNode> one = new LinkedHashMap<>();
      one.put(partId(head, part), document);
      documents.createAll(PermanentIndex.STATEMENTS, one);
    }
    return documents.create(
        PermanentIndex.STATEMENTS, headId(head.subject()), StatementDocument.writeDocument(head));
  }

  /** The heads of all closed months, the newest first. */
  List<Head> listHeads(String tenant) {
    Search search =
        Search.list(
            Queries.all(
                List.of(
                    Queries.term("tenant_id", tenant),
                    Queries.term(StatementDocument.ENTRY, StatementDocument.HEAD)),
                List.of()),
            MOST_MONTHS,
            List.of(Search.sortBy(StatementDocument.MONTH, SortOrder.Desc)));
    return documents.search(PermanentIndex.STATEMENTS, tenant, search).stream()
        .map(found -> StatementDocument.readHead(found.source()))
        .toList();
  }

  /** The head of a closed month. */
  Optional<Head> findHead(String tenant, YearMonth month) {
    return documents
        .find(PermanentIndex.STATEMENTS, headId(tenant, month))
        .map(found -> StatementDocument.readHead(found.source()));
  }

  /** One part of the lines, in their order; empty after the last one. */
  List<StatementLine> readPart(Head head, int part) {
    if ((long) part * PART >= head.lineCount()) {
      return List.of();
    }
    return documents
        .read(PermanentIndex.STATEMENTS, partId(head, part), StatementDocument::readLines)
        .orElseThrow(
            () ->
                ProblemException.unavailable(
                    "Lines of the statement " + head.subject().month() + " are missing.", AGAIN));
  }

  /** All lines in their order, of which one part is in memory. */
  Stream<StatementLine> streamLines(Head head) {
    return IntStream.iterate(0, part -> (long) part * PART < head.lineCount(), part -> part + 1)
        .mapToObj(part -> readPart(head, part))
        .flatMap(List::stream);
  }

  private static String headId(Subject subject) {
    return headId(subject.tenant(), subject.month());
  }

  private static String headId(String tenant, YearMonth month) {
    return "head-" + digest(tenant, month.toString());
  }

  private static String partId(Head head, int part) {
    return "lines-"
        + digest(
            head.subject().tenant(),
            head.subject().month().toString(),
            head.linesHash(),
            Integer.toString(part));
  }

  private static String digest(String... parts) {
    return Sha256.digestToHex(Sha256.joinParts(parts));
  }
}
