/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.pricing.Reconciliation.Side;
import io.tidemark.model.pricing.Reconciliation.Subject;
import io.tidemark.model.pricing.Reconciliation.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bill with a bypass, a shifted day and another price, and the verdicts about its lines. */
@Tag("fast")
class ReconciliationTest {

  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
  private static final Instant LATER = Instant.parse("2026-10-31T00:00:00Z");

  private final Map<Subject, Side> there = new HashMap<>();
  private final Map<Subject, Side> here = new HashMap<>();

  @Test
  void givesEachLineItsVerdict() {
    both("agrees", side("100", "1.00"), side("100", "1.0099"));
    both("a-cent", side("100", "1.00"), side("100", "1.01"));
    both("cheaper", side("100", "0.80"), side("100", "1.00"));
    both("more", side("120", "1.20"), side("100", "1.00"));
    both("amount", side(null, "2.00"), side("100", "1.00"));
    both("same-amount", side(null, "1.00"), side("100", "1.00"));
    there.put(subject("bypass", 0), side("7", "0.07"));
    here.put(subject("unbilled", 0), side("7", "0.07"));
    there.put(subject("shifted", 0), side("110", "1.10"));
    here.put(subject("shifted", 0), side("100", "1.00"));
    there.put(subject("shifted", 1), side("40", "0.40"));
    here.put(subject("shifted", 1), side("50", "0.50"));
    there.put(subject("midnight", 1), side("5", "0.05"));
    here.put(subject("midnight", 0), side("5", "0.05"));

    assertThat(judge(LATER))
        .containsEntry("agrees@5", Verdict.AGREES)
        .containsEntry("a-cent@5", Verdict.PRICE_DIFFERS)
        .containsEntry("cheaper@5", Verdict.PRICE_DIFFERS)
        .containsEntry("more@5", Verdict.QUANTITY_DIFFERS)
        .containsEntry("amount@5", Verdict.UNEXPLAINED)
        .containsEntry("same-amount@5", Verdict.AGREES)
        .containsEntry("bypass@5", Verdict.ONLY_THERE)
        .containsEntry("unbilled@5", Verdict.ONLY_HERE)
        .containsEntry("shifted@5", Verdict.DAY_BOUNDARY)
        .containsEntry("shifted@6", Verdict.DAY_BOUNDARY)
        .containsEntry("midnight@5", Verdict.DAY_BOUNDARY)
        .containsEntry("midnight@6", Verdict.DAY_BOUNDARY)
        .hasSize(12);
  }

  @Test
  void judgesNoDayThatEndedLessThanTwoDaysAgo() {
    both("agrees", side("100", "1.00"), side("100", "1.00"));
    assertThat(judge(Instant.parse("2026-10-07T23:59:59Z")))
        .containsEntry("agrees@5", Verdict.TOO_EARLY);
    assertThat(judge(Instant.parse("2026-10-08T00:00:00Z")))
        .containsEntry("agrees@5", Verdict.AGREES);
  }

  private Map<String, Verdict> judge(Instant now) {
    return new Reconciliation(now)
        .compare(there, here).stream()
            .collect(
                Collectors.toMap(
                    line -> line.subject().model() + "@" + line.subject().day().getDayOfMonth(),
                    Reconciliation.Line::verdict));
  }

  private void both(String model, Side theirs, Side ours) {
    there.put(subject(model, 0), theirs);
    here.put(subject(model, 0), ours);
  }

  private static Subject subject(String model, int days) {
    return new Subject(DAY.plusDays(days), model, "input");
  }

  private static Side side(String quantity, String amount) {
    return new Side(quantity == null ? null : new BigDecimal(quantity), new BigDecimal(amount));
  }
}
