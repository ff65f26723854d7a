/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Tiers;
import java.util.List;

/**
 * How many runs at the same time.
 *
 * @param dimension what the runs have in common
 * @param value which of it; the tenant itself for {@code tenant}
 */
record ConcurrencyRequest(Scope scope, TimeRange range, String dimension, String value) {

  private static final String TENANT = "tenant";
  private static final String SOURCE = "source";
  private static final String USER = "user";

  /** Heap that the minutes and levels of an hour take, about. */
  private static final long BYTES_PER_HOUR = 8_000;

  /** Longest range that shows the peak of every minute. */
  private static final int MINUTES_UP_TO_HOURS = 13;

  static ParameterSet parameters() {
    return ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new))
        .and(
            Parameter.choice(
                "dimension",
                "Dimension by which runs are counted.",
                List.of(TENANT, "workflow", USER, "api_key", SOURCE),
                TENANT),
            Parameter.text(
                "value",
                "Value of the dimension. Required for every dimension but tenant.",
                "wf-12"));
  }

  static ConcurrencyRequest of(ParameterValues values, Scope scope, Tiers tiers) {
    String dimension = values.choice("dimension");
    boolean tenant = dimension.equals(TENANT);
    if (tenant && values.has("value")) {
      throw ProblemException.invalidParameter(
          "value", "The tenant is that of the token.", List.of("nothing, for dimension=tenant"));
    }
    if (!tenant && !values.has("value")) {
      throw ProblemException.invalidParameter(
          "value",
          "dimension=" + dimension + " needs a value.",
          List.of("a value of the dimension " + dimension));
    }
    String value = tenant ? scope.tenant() : values.choice("value");
    if (dimension.equals(USER) && !scope.sees(value)) {
      throw ProblemException.notYours("value", "You may not see the usage of this user.");
    }
    return new ConcurrencyRequest(scope, tiers.hours(values), dimension, value);
  }

  /** Whether the dimension's runs may be those of users whom the scope does not show. */
  boolean mayShowOthers() {
    return !scope.superAdmin() && (dimension.equals("workflow") || dimension.equals("api_key"));
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofItems(range.hours(), BYTES_PER_HOUR)
        .reducedBy(Reduction.ofHits(ConcurrencyReader::reduceHit));
  }

  boolean showsMinutes() {
    return range.hours() <= MINUTES_UP_TO_HOURS;
  }
}
