/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostAccess;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.costs.EstimateAnswer.Assumption;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Costs")
class EstimateController implements SettingController {

  private static final String PATH = "/api/v1/costs:estimate";
  private static final int MOST_BYTES = 16 << 10;

  /** The means of a day that stand for what a request leaves out. */
  private static final List<String> RUN_TIME_SUM = List.of("run_time_ms.sum");

  private final CostAccess costs;
  private final PastUsage past;
  private final Tiers tiers;
  private final Clock clock;

  EstimateController(CostAccess costs, PastUsage past, Tiers tiers, Clock clock) {
    this.costs = costs;
    this.past = past;
    this.tiers = tiers;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE);
  }

  @PostMapping(PATH)
  @Operation(
      operationId = "estimateCost",
      summary = "Estimate the cost of calls of a model or runs of a workflow",
      description =
          "Medians of the days with usage among the last 30 replace quantities that are left out:"
              + " of the mean of a day per call or run with known usage, and of its number of calls"
              + " or runs: those that succeeded or those with known usage, whichever are more."
              + " Prices with hours count with the mean factor of a week.")
  EstimateAnswer estimate(Scope scope, ParameterValues values, SettingInput input) {
    costs.require(scope);
    try {
      EstimateRequest request = EstimateRequest.readRequest(input.readBody(MOST_BYTES));
      PricesInForce prices = costs.findCurrentPrices(scope);
      return request.isOfWorkflow()
          ? estimateRuns(scope, request, prices)
          : estimateCalls(scope, request, prices);
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  private EstimateAnswer estimateCalls(Scope scope, EstimateRequest request, PricesInForce prices) {
    Map<String, String> filters = new LinkedHashMap<>(request.subject());
    PastUsage.Days days =
        past.readDays(scope, Workload.MODEL_CALLS, filters, EstimateRequest.TOKENS);
    Map<String, Assumption> used = new LinkedHashMap<>();
    for (String field : EstimateRequest.TOKENS) {
      assumeMissing(
          used,
          request,
          field,
          field.startsWith("cache") && request.numbers().containsKey("input_tokens")
              ? Optional.of(0L)
              : days.medianMean(field));
    }
    assumeMissing(used, request, EstimateRequest.CALLS_PER_DAY, days.medianCount());
    fitCachedTokens(used);
    long input = used.get("input_tokens").value();
    Quantities usage =
        Quantities.ofCalls(
            1,
            new Quantities.Tokens(
                input,
                used.get("cache_read_tokens").value(),
                used.get("cache_write_tokens").value(),
                0,
                used.get("output_tokens").value(),
                0),
            Map.of());
    PriceSubject subject =
        new PriceSubject(
            Workload.MODEL_CALLS.id(),
            request.subject().get("provider"),
            request.subject().get(EstimateRequest.MODEL),
            request.subject().get("model_source"),
            request.subject().get("service_tier"),
            request.subject().get("operation"),
            Math.max(0, input - 1));
    return createAnswer(
        request,
        new RecordPrices(prices, tiers.windowOf(Workload.MODEL_CALLS)),
        subject,
        usage,
        used,
        EstimateRequest.CALLS_PER_DAY);
  }

  /**
   * Cached tokens are part of the input. Medians are taken one by one, and may add up to more.
   *
   * @throws SettingFault when the request itself has more cached tokens than input
   */
  private static void fitCachedTokens(Map<String, Assumption> used) {
    long left = used.get("input_tokens").value();
    List<String> names =
        Stream.of("cache_read_tokens", "cache_write_tokens")
            .sorted(Comparator.comparing(name -> !used.get(name).comesFromRequest()))
            .toList();
    for (String name : names) {
      Assumption cached = used.get(name);
      if (cached.value() > left && cached.comesFromRequest()) {
        throw new SettingFault(name, "Cached tokens are part of input_tokens, which are fewer.");
      }
      long fitting = Math.min(cached.value(), left);
      used.put(name, new Assumption(fitting, cached.from()));
      left -= fitting;
    }
  }

  private EstimateAnswer estimateRuns(Scope scope, EstimateRequest request, PricesInForce prices) {
    PastUsage.Days days = past.readDays(scope, Workload.COMFYUI, request.subject(), RUN_TIME_SUM);
    Map<String, Assumption> used = new LinkedHashMap<>();
    assumeMissing(used, request, EstimateRequest.RUN_TIME, days.medianMean(RUN_TIME_SUM.get(0)));
    assumeMissing(used, request, EstimateRequest.RUNS_PER_DAY, days.medianCount());
    Quantities usage =
        Quantities.ofRuns(1, Map.of(PricedClass.RUN, used.get(EstimateRequest.RUN_TIME).value()));
    PriceSubject subject = new PriceSubject(Workload.COMFYUI.id(), null, null, null, null, null, 0);
    return createAnswer(
        request,
        new RecordPrices(prices, tiers.windowOf(Workload.COMFYUI)),
        subject,
        usage,
        used,
        EstimateRequest.RUNS_PER_DAY);
  }

  private static void assumeMissing(
      Map<String, Assumption> used, EstimateRequest request, String name, Optional<Long> median) {
    Long given = request.numbers().get(name);
    if (given != null) {
      used.put(name, new Assumption(given, Assumption.REQUEST));
      return;
    }
    used.put(
        name,
        new Assumption(
            median.orElseThrow(
                () ->
                    new SettingFault(
                        name, "There is no usage of the last 30 days to take this from; send it.")),
            "median"));
  }

  private EstimateAnswer createAnswer(
      EstimateRequest request,
      RecordPrices ofWindows,
      PriceSubject subject,
      Quantities usage,
      Map<String, Assumption> used,
      String perDay) {
    PricesInForce prices = ofWindows.prices();
    Instant windowStart = ofWindows.startOfWindow(clock.instant());
    // A part of a cost is none.
    Optional<Cost> one =
        Pricing.findMeanPrice(prices.book(), subject, ofWindows.window(), windowStart)
            .flatMap(price -> price.apply(usage))
            .filter(cost -> cost.unpriced().tokens() == 0);
    Optional<BigDecimal> day =
        one.map(cost -> cost.amount().multiply(BigDecimal.valueOf(used.get(perDay).value())));
    return new EstimateAnswer(
        request.subject(),
        prices.book().currency(),
        prices.list(),
        prices.asOf(),
        one.map(Cost::priceId).orElse(null),
        request.days(),
        Money.of(one.map(Cost::amount).orElse(null)),
        Money.of(day.orElse(null)),
        Money.of(day.map(cost -> cost.multiply(BigDecimal.valueOf(request.days()))).orElse(null)),
        used);
  }
}
