/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.accesslog.Access.Action;
import io.tidemark.api.accesslog.AccessLogAnswer.AccessEntry;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.api.settings.BodyController;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "People")
class AccessLogController implements BodyController {

  static final String PATH = "/api/v1/access-log";

  private static final String SEPARATOR = "-";

  private static final Parameter FROM =
      Parameter.time(
          "from",
          "Start. Default: 90 days ago, before which nothing is kept.",
          "2026-03-12T08:00:00Z");

  private static final Parameter TO =
      Parameter.time("to", "End, exclusive. Default: now.", "2026-03-12T20:00:00Z");

  private static final Parameter USER =
      Parameter.text("user", "Return only accesses of this user.", "alice");

  private static final Parameter ACTION =
      Parameter.choice(
          "action",
          "Return only accesses of this kind.",
          Stream.of(Action.values()).map(Action::id).toList(),
          null);

  private static final Parameter TARGET =
      Parameter.text("target", "Return only accesses to this record, setting or person.", "req-1");

  private static final Parameter LIMIT =
      Parameter.count("limit", "Accesses on a page.", 100L, 20, 1, 1_000);

  private static final Parameter AFTER =
      Parameter.shortText(
          "after", "The value of next in the previous page.", "1773309600000-17", 64);

  private final DocumentStore documents;
  private final Clock clock;

  AccessLogController(DocumentStore documents, Clock clock) {
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(FROM, TO, USER, ACTION, TARGET, LIMIT, AFTER));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "accessLog",
      summary = "Who read records, exported, changed or erased (super-admin)",
      description =
          "Accesses are listed some seconds after they were answered, and for 90 days. Rejected"
              + " requests are among them.")
  AccessLogAnswer list(Scope scope, ParameterValues values) {
    scope.requireSuperAdmin();
    Instant now = clock.instant();
    Instant from = values.time(FROM.name()).orElse(now.minus(AccessLog.KEPT));
    Instant to = values.time(TO.name()).orElse(now.plus(Duration.ofMillis(1)));
    if (!from.isBefore(to)) {
      throw ProblemException.invalidParameter(
          FROM.name(), "The range ends before it starts.", List.of("before " + to));
    }
    int limit = values.size(LIMIT.name());
    List<Stored> found =
        documents.search(
            PermanentIndex.ACCESS,
            scope.tenant(),
            AccessDocument.createSearch(
                scope.tenant(),
                createTerms(values),
                from,
                to,
                values.text(AFTER.name()).map(AccessLogController::parseCursor),
                limit + 1));
    boolean more = found.size() > limit;
    List<Stored> page = more ? found.subList(0, limit) : found;
    return new AccessLogAnswer(
        from.truncatedTo(ChronoUnit.MILLIS),
        to.truncatedTo(ChronoUnit.MILLIS),
        page.stream().map(one -> readEntry(one.source())).toList(),
        more ? encodeCursor(page.get(limit - 1)) : null);
  }

  private static List<Query> createTerms(ParameterValues values) {
    List<Query> terms = new ArrayList<>();
    values.text(USER.name()).ifPresent(u -> terms.add(Queries.term(AccessDocument.USER, u)));
    values.text(ACTION.name()).ifPresent(a -> terms.add(Queries.term(AccessDocument.ACTION, a)));
    values.text(TARGET.name()).ifPresent(t -> terms.add(Queries.term(AccessDocument.TARGET, t)));
    return terms;
  }

  private static String encodeCursor(Stored last) {
    long time = Instant.parse(last.source().path(AccessDocument.AT).asString()).toEpochMilli();
    return time + SEPARATOR + last.version().sequenceNumber();
  }

  private static long[] parseCursor(String after) {
    try {
      String[] parts = after.split(SEPARATOR, 2);
      return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw ProblemException.invalidParameter(
          AFTER.name(), "This is not the place where a page ended.", List.of("next of a page"));
    }
  }

  private static AccessEntry readEntry(JsonNode document) {
    return new AccessEntry(
        Instant.parse(document.path(AccessDocument.AT).asString()),
        document.path(AccessDocument.USER).asString(),
        document.path(AccessDocument.ACTION).asString(),
        document.path("method").asString(),
        document.path("route").asString(),
        readText(document, AccessDocument.TARGET).orElse(null),
        readText(document, "parameters").orElse(null),
        document.path("status").asInt(),
        document.path("request_id").asString());
  }

  private static Optional<String> readText(JsonNode document, String name) {
    return document.path(name).isString()
        ? Optional.of(document.path(name).asString())
        : Optional.empty();
  }
}
