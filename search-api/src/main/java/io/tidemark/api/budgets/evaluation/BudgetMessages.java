/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static io.tidemark.api.workload.FilterField.NOT;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.requests.BudgetRequest;
import io.tidemark.api.outbox.MessageKey;
import io.tidemark.api.outbox.Outbox;
import io.tidemark.api.page.PageLinks;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages about budgets. */
@Component
public class BudgetMessages {

  static final String LEVEL_TYPE = "io.tidemark.budget.level";
  static final String REQUEST_TYPE = "io.tidemark.budget.request";
  static final String RULE = "budget";

  private final BudgetMeasures measures;
  private final Outbox outbox;
  private final PageLinks links;

  BudgetMessages(Outbox outbox, PageLinks links, BudgetMeasures measures) {
    this.measures = measures;
    this.outbox = outbox;
    this.links = links;
  }

  /** Puts one message for each channel of the budget into the outbox, each once. */
  void addLevel(Level level, BudgetState state, BigDecimal used, BigDecimal projection) {
    ObjectNode data = createData(level, state, used);
    putCurrency(data, level.tenant(), state.budget());
    if (state.hasEnded()) {
      data.put("late", true);
    }
    if (level.projected()) {
      data.put("projected", Percent.formatNumber(projection));
    }
    String subject =
        level.value().isEmpty() ? level.budget() : level.budget() + '/' + level.value();
    for (String channel : state.budget().channels()) {
      outbox.add(
          new MessageKey(
              level.tenant(),
              RULE,
              level.budget(),
              level.revision(),
              level.value(),
              level.period(),
              level.name(),
              channel),
          LEVEL_TYPE,
          subject,
          data);
    }
  }

  private void putCurrency(ObjectNode data, String tenant, Budget budget) {
    String currency = measures.findCurrency(tenant, budget);
    if (currency != null) {
      data.put("currency", currency);
    }
  }

  /** Tells the channels of a budget that a request waits for an approver. */
  public void addRequest(SettingEntry<Budget> budget, SettingEntry<BudgetRequest> entry) {
    BudgetRequest request = entry.value();
    String id = entry.setting().address().id();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("request", id).put("budget", request.budget());
    data.put("value", request.value().isEmpty() ? null : request.value());
    data.put("per", budget.value().isWhole() ? null : budget.value().per());
    data.put("workload", budget.value().workload().id());
    data.put("measure", budget.value().measure());
    data.put("amount", Percent.formatNumber(request.amount()));
    putCurrency(data, entry.setting().address().tenant(), budget.value());
    data.put("reason", request.reason()).put("asked_by", request.askedBy());
    data.put("until", formatTime(request.until())).put("state", request.state().id());
    data.put("link", links.createLink("budgets", Map.of("request", id)));
    for (String channel : budget.value().channels()) {
      outbox.add(
          new MessageKey(
              entry.setting().address().tenant(),
              "budget-request",
              id,
              entry.setting().revision(),
              request.value(),
              request.periodFrom().toString(),
              request.state().id(),
              channel),
          REQUEST_TYPE,
          request.budget() + '/' + id,
          data);
    }
  }

  private ObjectNode createData(Level level, BudgetState state, BigDecimal used) {
    Budget budget = state.budget();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("budget", level.budget());
    data.put("value", budget.isWhole() ? null : level.value());
    data.put("per", budget.isWhole() ? null : budget.per());
    data.put("workload", budget.workload().id()).put("measure", budget.measure());
    data.put("used", Percent.formatNumber(used))
        .put("amount", Percent.formatNumber(level.amount()));
    data.put("percent", Percent.of(used, level.amount())).put("level", level.percent());
    ObjectNode period = data.putObject("period");
    period.put("from", state.span().from().toString());
    period.put("to", state.span().ends() ? state.span().to().toString() : null);
    period.put("time_zone", budget.zone().getId());
    data.put("counted_through", formatTime(state.usage().countedThrough()));
    data.put("final_through", formatTime(state.usage().finalThrough()));
    return data.put("link", createLink(state, level.value()));
  }

  private static String formatTime(Instant time) {
    return time == null ? null : time.toString();
  }

  /** The tab of the workload, over the period, with the filters of the account. */
  private String createLink(BudgetState state, String value) {
    Budget budget = state.budget();
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (Filter filter : budget.match().kept()) {
      filters.put(filter.field(), filter.values());
    }
    for (Filter filter : budget.match().leftOut()) {
      filters.put(NOT + filter.field(), filter.values());
    }
    if (!budget.isWhole() && !budget.isOfDepartments()) {
      filters.put(budget.per(), List.of(value));
    }
    Span span = state.span();
    return links.createLink(
        budget.workload().id(),
        span.from(),
        span.ends() ? span.to() : state.evaluatedAt(),
        budget.zone(),
        filters);
  }
}
