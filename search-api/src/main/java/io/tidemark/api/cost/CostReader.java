/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Quantities;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Reads the aggregations of {@link CostQuery}, and prices them. */
final class CostReader {

  private CostReader() {}

  /** Gets the usage of one period under one key. */
  interface UsageConsumer {
    void accept(PriceSubject subject, Instant at, Quantities usage);
  }

  /** The costs in a group of documents. */
  static CostAccount readAccount(CostPlan plan, JsonNode aggregations) {
    CostAccount account = new CostAccount();
    walkUsage(
        plan,
        aggregations,
        (subject, at, usage) ->
            account.add(subject, usage, plan.prices().computeCost(subject, at, usage)));
    return account;
  }

  /** The sums of the costs in a group of documents. */
  static CostTotals readTotals(CostPlan plan, JsonNode aggregations) {
    CostTotals totals = new CostTotals();
    walkUsage(
        plan,
        aggregations,
        (subject, at, usage) -> totals.add(plan.prices().computeCost(subject, at, usage), usage));
    return totals;
  }

  /** The usage by what names it, over all periods. */
  static Map<PriceSubject, Quantities> readUsage(CostPlan plan, JsonNode aggregations) {
    Map<PriceSubject, Quantities> usage = new LinkedHashMap<>();
    walkUsage(plan, aggregations, (subject, at, found) -> usage.put(subject, found));
    return usage;
  }

  /**
   * Whether there are documents of model calls without a key, which a first plan does not price.
   */
  static boolean hasWithoutKey(CostPlan first, JsonNode aggregations) {
    if (first.fields().isModelCalls()) {
      for (JsonNode bucket : aggregations.path(CostQuery.USAGE).path("buckets")) {
        if (bucket.path("key").asString().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether there are calls without tokens, whose units a first plan may have left out. */
  static boolean hasOtherUnits(CostPlan first, JsonNode aggregations) {
    if (!first.fields().isModelCalls() || first.sums().equals(first.fields().sums())) {
      return false;
    }
    AtomicBoolean withoutTokens = new AtomicBoolean();
    walkUsage(
        first,
        aggregations,
        (subject, at, usage) -> {
          if (usage.totalTokens() == 0) {
            withoutTokens.set(true);
          }
        });
    return withoutTokens.get();
  }

  /**
   * The same plan without the total where all tokens are known to be input or output, as most are:
   * points and groups then need one sum less.
   */
  static CostPlan leaveOutTotal(CostPlan first, JsonNode aggregations) {
    AtomicBoolean unsplit = new AtomicBoolean();
    walkUsage(
        first,
        aggregations,
        (subject, at, usage) -> unsplit.compareAndSet(false, usage.unsplitTokens() > 0));
    return unsplit.get() ? first : first.leaveOutTotal();
  }

  /** Whether there were more keys than a first plan reads. */
  static boolean hasMoreKeys(JsonNode aggregations) {
    return aggregations.path(CostQuery.USAGE).path("sum_other_doc_count").asLong() > 0;
  }

  /** Reads the usage of each period and key. */
  static void walkUsage(CostPlan plan, JsonNode aggregations, UsageConsumer consumer) {
    JsonNode periods = aggregations.path(CostQuery.COST).path("buckets");
    for (int i = 0; i < plan.periods().size(); i++) {
      JsonNode period = plan.isConstant() ? aggregations : periods.path(CostQuery.periodName(i));
      Instant at = plan.periods().get(i).at();
      for (JsonNode bucket : period.path(CostQuery.USAGE).path("buckets")) {
        String key = bucket.path("key").asString();
        readOperations(
            plan, bucket, (operation, sums) -> accept(plan, key, operation, at, sums, consumer));
      }
      readWithoutKey(plan, period.path(CostQuery.WITHOUT_KEY), at, consumer);
    }
  }

  private static void accept(
      CostPlan plan,
      String key,
      String operation,
      Instant at,
      JsonNode sums,
      UsageConsumer consumer) {
    plan.fields()
        .createSubject(key, operation)
        .map(plan.rename())
        .ifPresent(subject -> consumer.accept(subject, at, readSums(plan, sums)));
  }

  private static void readWithoutKey(
      CostPlan plan, JsonNode withoutKey, Instant at, UsageConsumer consumer) {
    for (JsonNode model : withoutKey.path(CostQuery.MODEL).path("buckets")) {
      for (JsonNode provider : model.path(CostQuery.PROVIDER).path("buckets")) {
        for (JsonNode source : provider.path(CostQuery.SOURCE).path("buckets")) {
          readOperations(
              plan,
              source,
              (operation, sums) ->
                  consumer.accept(
                      plan.rename()
                          .apply(
                              new PriceSubject(
                                  plan.fields().workload(),
                                  readKey(provider),
                                  readKey(model),
                                  readKey(source),
                                  null,
                                  operation,
                                  0)),
                      at,
                      readSums(plan, sums)));
        }
      }
    }
  }

  /** Gets the sums of one operation. */
  private interface OperationConsumer {
    void accept(String operation, JsonNode sums);
  }

  private static void readOperations(CostPlan plan, JsonNode bucket, OperationConsumer consumer) {
    if (!plan.byOperation()) {
      consumer.accept(null, bucket);
      return;
    }
    for (JsonNode operation : bucket.path(CostQuery.OPERATION).path("buckets")) {
      consumer.accept(readKey(operation), operation);
    }
  }

  private static String readKey(JsonNode bucket) {
    return Optional.of(bucket.path("key").asString()).filter(key -> !key.isEmpty()).orElse(null);
  }

  private static Quantities readSums(CostPlan plan, JsonNode sums) {
    return plan.fields()
        .readQuantities(field -> Aggregations.wholeNumber(sums.path(field).path("value")));
  }
}
