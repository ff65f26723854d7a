/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a statement. A correction has the differences of quantity and amount.
 *
 * @param owner whose usage it is
 * @param price what was priced, and how
 * @param quantity tokens, calls or units; run time in milliseconds
 * @param correctionOf the closed month that the line corrects, such as {@code 2026-10}; null for a
 *     line of the statement's own month
 */
public record StatementLine(
    Owner owner, PricedAs price, BigDecimal quantity, BigDecimal amount, String correctionOf)
    implements Comparable<StatementLine> {

  /** The class of lines of fixed costs; their price is named as the fixed cost. */
  public static final String FIXED_COST = "fixed_cost";

  /** The class of lines of pools; their price is named as the pool. */
  public static final String POOL = "pool";

  /** Whose usage it is; null is unknown. */
  public record Owner(String department, String project, String user, String apiKey) {}

  /**
   * The priced usage and its price.
   *
   * @param unitPrice of one unit of the class
   */
  public record PricedAs(
      String provider,
      String model,
      String serviceTier,
      String promptBand,
      String tokenClass,
      String priceId,
      BigDecimal unitPrice) {}

  /** Whether the line is about a fixed cost or a pool, which no usage causes. */
  public boolean isFixed() {
    return FIXED_COST.equals(price.tokenClass) || isPool();
  }

  /** Whether the line is about own hardware. */
  public boolean isPool() {
    return POOL.equals(price.tokenClass);
  }

  /** Everything but quantity and amount: two lines with one key differ in their numbers only. */
  public String key() {
    return Stream.of(
            owner.department,
            owner.project,
            owner.user,
            owner.apiKey,
            price.provider,
            price.model,
            price.serviceTier,
            price.promptBand,
            price.tokenClass,
            price.priceId,
            plain(price.unitPrice))
        .map(StatementLine::escape)
        .collect(Collectors.joining("\t"));
  }

  /** The same line with the quantity and the amount of another one added. */
  public StatementLine plus(StatementLine other) {
    return new StatementLine(
        owner, price, quantity.add(other.quantity), amount.add(other.amount), correctionOf);
  }

  /** The line as text of which the hash of a statement is made: tabs between its fields. */
  public String canonical() {
    return key() + '\t' + plain(quantity) + '\t' + plain(amount) + '\t' + escape(correctionOf);
  }

  @Override
  public int compareTo(StatementLine other) {
    return canonical().compareTo(other.canonical());
  }

  /** Tells an unknown value from an empty one, and keeps tabs and line ends inside values apart. */
  private static String escape(String value) {
    return value == null
        ? "\\N"
        : value
            .replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
