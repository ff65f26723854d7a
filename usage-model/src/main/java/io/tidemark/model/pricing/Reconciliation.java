/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares the bill of a provider with our own account, by UTC day, model and token class. */
public final class Reconciliation {

  /** Providers complete their bills within this time after the end of a day. */
  public static final Duration COMPLETE_AFTER = Duration.ofDays(2);

  /** Bills round each line to cents: smaller differences of amounts are agreement. */
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final Instant now;

  /**
   * @param now days that ended less than {@link #COMPLETE_AFTER} ago are not judged
   */
  public Reconciliation(Instant now) {
    this.now = now;
  }

  /** The compared values. */
  public record Subject(LocalDate day, String model, String tokenClass)
      implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      return toString().compareTo(other.toString());
    }

    private Subject on(LocalDate other) {
      return new Subject(other, model, tokenClass);
    }
  }

  /**
   * One side of the comparison.
   *
   * @param quantity tokens or units; null where a bill states none
   * @param amount null where it is not known
   */
  public record Side(BigDecimal quantity, BigDecimal amount) {}

  /** The result of a comparison. */
  public enum Verdict {
    AGREES,
    /** The sum over neighbouring days agrees: both cut the day at another time. */
    DAY_BOUNDARY,
    /** The provider billed what did not pass through the platform. */
    ONLY_THERE,
    ONLY_HERE,
    QUANTITY_DIFFERS,
    PRICE_DIFFERS,
    /** Amounts differ, and the bill states no quantity that would say why. */
    UNEXPLAINED,
    TOO_EARLY;

    /** The name in answers, for example {@code day_boundary}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A compared line; a side without the subject is null. */
  public record Line(Subject subject, Verdict verdict, Side there, Side here) {}

  /** Compares all subjects that occur on either side. */
  public List<Line> compare(Map<Subject, Side> there, Map<Subject, Side> here) {
    TreeMap<Subject, Side> subjects = new TreeMap<>(there);
    here.forEach(subjects::putIfAbsent);
    List<Line> lines = new ArrayList<>();
    for (Subject subject : subjects.keySet()) {
      Verdict verdict = judge(subject, there, here);
      lines.add(new Line(subject, verdict, there.get(subject), here.get(subject)));
    }
    return lines;
  }

  private Verdict judge(Subject subject, Map<Subject, Side> there, Map<Subject, Side> here) {
    Instant end = subject.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    if (now.isBefore(end.plus(COMPLETE_AFTER))) {
      return Verdict.TOO_EARLY;
    }
    Verdict own = judgeSides(there.get(subject), here.get(subject));
    boolean mayBeShifted =
        switch (own) {
          case QUANTITY_DIFFERS, ONLY_THERE, ONLY_HERE -> true;
          default -> false;
        };
    return mayBeShifted && isShifted(subject, there, here) ? Verdict.DAY_BOUNDARY : own;
  }

  private static Verdict judgeSides(Side there, Side here) {
    if (here == null) {
      return Verdict.ONLY_THERE;
    }
    if (there == null) {
      return Verdict.ONLY_HERE;
    }
    if (there.quantity() != null && here.quantity() != null) {
      if (there.quantity().compareTo(here.quantity()) != 0) {
        return Verdict.QUANTITY_DIFFERS;
      }
      return amountsAgree(there, here) ? Verdict.AGREES : Verdict.PRICE_DIFFERS;
    }
    return amountsAgree(there, here) ? Verdict.AGREES : Verdict.UNEXPLAINED;
  }

  private static boolean amountsAgree(Side there, Side here) {
    if (there.amount() == null || here.amount() == null) {
      return there.quantity() != null;
    }
    BigDecimal difference = there.amount().subtract(here.amount()).abs();
    return difference.compareTo(CENT) < 0;
  }

  /** Whether this day and one next to it agree together, and neither agrees alone. */
  private static boolean isShifted(
      Subject subject, Map<Subject, Side> there, Map<Subject, Side> here) {
    BigDecimal own = difference(subject, there, here);
    for (int days : new int[] {-1, 1}) {
      BigDecimal next = difference(subject.on(subject.day().plusDays(days)), there, here);
      if (own.signum() != 0 && own.add(next).signum() == 0) {
        return true;
      }
    }
    return false;
  }

  private static BigDecimal difference(
      Subject subject, Map<Subject, Side> there, Map<Subject, Side> here) {
    return quantity(there.get(subject)).subtract(quantity(here.get(subject)));
  }

  private static BigDecimal quantity(Side side) {
    return side == null || side.quantity() == null ? BigDecimal.ZERO : side.quantity();
  }
}
