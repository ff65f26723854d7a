/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.erasure.ErasedPeople;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Checks lines against the hash under which they were booked. The erasure of a person replaces the
 * id in booked lines; the hash is that of the lines with the id.
 */
@Component
class BookedLines {

  private final StatementStore store;
  private final ErasedPeople people;

  BookedLines(StatementStore store, ErasedPeople people) {
    this.store = store;
    this.people = people;
  }

  boolean areIntact(Head head) {
    String tenant = head.subject().tenant();
    // Who was erased before is booked under the pseudonym, unless the erasure was asked for again.
    Stream<Supplier<Map<String, String>>> tries =
        Stream.of(
            Map::of,
            () -> people.listSince(tenant, head.closedAt()),
            () -> people.listSince(tenant, Instant.MIN));
    return tries
        .map(Supplier::get)
        .distinct()
        .anyMatch(ids -> head.isOf(store.streamLines(head).map(line -> restore(line, ids))));
  }

  private static StatementLine restore(StatementLine line, Map<String, String> ids) {
    Owner owner = line.owner();
    String user = owner.user() == null ? null : ids.getOrDefault(owner.user(), owner.user());
    return new StatementLine(
        new Owner(owner.department(), owner.project(), user, owner.apiKey()),
        line.price(),
        line.quantity(),
        line.amount(),
        line.correctionOf());
  }
}
