/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.requests;

import io.tidemark.api.approvals.RequestKind;
import io.tidemark.api.budgets.definition.BodyValues;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.settings.BodyMembers;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests for more of a budget, as settings. */
@Component
public class BudgetRequestKind extends RequestKind<BudgetRequest> {

  public static final String AMOUNT = "amount";
  public static final String VALUE = "value";

  private static final String BUDGET = "budget";
  private static final String MEASURE = "measure";
  private static final String PERIOD_FROM = "period_from";
  private static final String SELF_SERVICE = "self_service";

  @Override
  public String id() {
    return "budget-request";
  }

  @Override
  public String plural() {
    return "budget-requests";
  }

  @Override
  public BudgetRequest parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    return new BudgetRequest(
        members.requireText(BUDGET, LONGEST_TEXT),
        members.text(VALUE, LONGEST_TEXT).orElse(Budget.WHOLE),
        members.text(MEASURE, LONGEST_TEXT).orElse(null),
        new BodyValues("", body).requireAmount(AMOUNT),
        members.text(REASON, LONGEST_TEXT).orElse(null),
        Instant.parse(members.requireText(PERIOD_FROM, LONGEST_TEXT)),
        members.text(UNTIL, LONGEST_TEXT).map(Instant::parse).orElse(null),
        parseState(members),
        body.path(SELF_SERVICE).asBoolean(),
        members.requireText(ASKED_BY, LONGEST_TEXT),
        members.text(DECIDED_BY, LONGEST_TEXT).orElse(null),
        members.text(COMMENT, LONGEST_TEXT).orElse(null));
  }

  @Override
  public ObjectNode write(BudgetRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(BUDGET, request.budget());
    if (!request.value().isEmpty()) {
      body.put(VALUE, request.value());
    }
    if (request.measure() != null) {
      body.put(MEASURE, request.measure());
    }
    body.put(AMOUNT, Percent.formatNumber(request.amount()));
    body.put(PERIOD_FROM, request.periodFrom().toString());
    body.put(STATE, request.state().id()).put(SELF_SERVICE, request.selfService());
    body.put(ASKED_BY, request.askedBy());
    putTexts(body, request.reason(), request.until(), request.decidedBy(), request.comment());
    return body;
  }
}
