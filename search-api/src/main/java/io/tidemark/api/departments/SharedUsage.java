/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Usage of which departments take one share.
 *
 * @param query for the usage
 * @param share more than 0, at most 1
 */
public record SharedUsage(Query query, BigDecimal share) {

  private static final Map<String, BigDecimal> UNALLOCATED =
      Map.of(Allocations.UNALLOCATED, BigDecimal.ONE);

  /**
   * The usage of which departments take a part. No usage is in two of them.
   *
   * @param rules in the order in which they are tried
   */
  public static List<SharedUsage> list(List<RuleQuery.Filter> rules, DepartmentFilter departments) {
    Split split = new Split();
    for (RuleQuery.Filter rule : rules) {
      split.add(rule.query(), departments.addShares(rule.rule().shares()));
    }
    return split.finish(departments.addShares(UNALLOCATED));
  }

  /** Rules that follow each other with the same share take their usage from the earlier ones. */
  private static final class Split {

    /** Clauses of one query, as many as rules of an account. */
    private static final int MOST_CLAUSES = 2 * RuleQuery.MOST_RULES;

    private final Map<BigDecimal, List<Query>> byShare = new TreeMap<>();
    private final Map<BigDecimal, Integer> clauses = new TreeMap<>();
    private final List<SharedUsage> full = new ArrayList<>();
    private final List<Query> earlier = new ArrayList<>();
    private final List<Query> run = new ArrayList<>();
    private BigDecimal shareOfRun = BigDecimal.ZERO;

    private void add(Query rule, BigDecimal share) {
      if (share.compareTo(shareOfRun) != 0) {
        closeRun();
        shareOfRun = share;
      }
      run.add(rule);
    }

    private void closeRun() {
      if (shareOfRun.signum() > 0 && !run.isEmpty()) {
        put(shareOfRun, Queries.all(List.of(Queries.any(List.copyOf(run))), List.copyOf(earlier)));
      }
      earlier.addAll(run);
      run.clear();
    }

    private List<SharedUsage> finish(BigDecimal unallocated) {
      closeRun();
      if (unallocated.signum() > 0) {
        put(unallocated, Queries.all(List.of(), earlier));
      }
      List.copyOf(byShare.keySet()).forEach(this::cut);
      return List.copyOf(full);
    }

    private void put(BigDecimal share, Query query) {
      byShare.computeIfAbsent(share, key -> new ArrayList<>()).add(query);
      if (clauses.merge(share, run.size() + earlier.size(), Integer::sum) > MOST_CLAUSES) {
        cut(share);
      }
    }

    private void cut(BigDecimal share) {
      full.add(new SharedUsage(Queries.any(byShare.remove(share)), share));
      clauses.remove(share);
    }
  }
}
