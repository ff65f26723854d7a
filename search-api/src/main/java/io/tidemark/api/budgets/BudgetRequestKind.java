/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.budgets.BudgetRequest.State;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests as settings, so that the log of changes has every step. */
@Component
class BudgetRequestKind implements SettingKind<BudgetRequest> {

  static final String AMOUNT = "amount";
  static final String VALUE = "value";
  static final String REASON = "reason";
  static final String UNTIL = "until";
  static final String COMMENT = "comment";

  static final int LONGEST_TEXT = 512;

  private static final String BUDGET = "budget";
  private static final String PERIOD_FROM = "period_from";
  private static final String STATE = "state";
  private static final String SELF_SERVICE = "self_service";
  private static final String ASKED_BY = "asked_by";
  private static final String DECIDED_BY = "decided_by";

  private static final int MOST = 10_000;

  @Override
  public String id() {
    return "budget-request";
  }

  @Override
  public String plural() {
    return "budget-requests";
  }

  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  @Override
  public int mostPerTenant() {
    return MOST;
  }

  @Override
  public BudgetRequest parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    return new BudgetRequest(
        members.requireText(BUDGET, LONGEST_TEXT),
        members.text(VALUE, LONGEST_TEXT).orElse(Budget.WHOLE),
        new BodyValues("", body).requireAmount(AMOUNT),
        members.text(REASON, LONGEST_TEXT).orElse(null),
        Instant.parse(members.requireText(PERIOD_FROM, LONGEST_TEXT)),
        members.text(UNTIL, LONGEST_TEXT).map(Instant::parse).orElse(null),
        State.valueOf(
            members
                .requireChoice(STATE, Set.of("pending", "approved", "denied"))
                .toUpperCase(Locale.ROOT)),
        body.path(SELF_SERVICE).asBoolean(),
        members.requireText(ASKED_BY, LONGEST_TEXT),
        members.text(DECIDED_BY, LONGEST_TEXT).orElse(null),
        members.text(COMMENT, LONGEST_TEXT).orElse(null));
  }

  static ObjectNode write(BudgetRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(BUDGET, request.budget());
    if (!request.value().isEmpty()) {
      body.put(VALUE, request.value());
    }
    body.put(AMOUNT, Percent.text(request.amount()));
    body.put(PERIOD_FROM, request.periodFrom().toString());
    body.put(STATE, request.state().id()).put(SELF_SERVICE, request.selfService());
    body.put(ASKED_BY, request.askedBy());
    putText(body, REASON, request.reason());
    putText(body, UNTIL, request.until() == null ? null : request.until().toString());
    putText(body, DECIDED_BY, request.decidedBy());
    putText(body, COMMENT, request.comment());
    return body;
  }

  private static void putText(ObjectNode body, String name, String text) {
    if (text != null) {
      body.put(name, text);
    }
  }

  /** The time of a member; empty when it is absent. */
  static Optional<Instant> readTime(BodyMembers members, String name) {
    try {
      return members.text(name, LONGEST_TEXT).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new SettingFault(
          members.entryOf(name), "This must be a time such as 2026-03-31T00:00:00+08:00.");
    }
  }
}
