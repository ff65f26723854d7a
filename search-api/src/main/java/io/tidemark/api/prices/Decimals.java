/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.SettingFault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads amounts of money and factors as decimals, never by way of binary fractions. */
public final class Decimals {

  /** Digits after the point; prices per token have up to twelve. */
  private static final int MOST_DIGITS = 18;

  private static final Pattern FORM =
      Pattern.compile("[0-9]{1,15}(\\.[0-9]{1," + MOST_DIGITS + "})?");

  private Decimals() {}

  /**
   * The text of a price; digits beyond those that a list may have are noise of binary fractions.
   */
  static String format(BigDecimal amount) {
    BigDecimal kept =
        amount.scale() > MOST_DIGITS
            ? amount.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN)
            : amount;
    return kept.stripTrailingZeros().toPlainString();
  }

  /**
   * A decimal that is not negative.
   *
   * @throws SettingFault when the value is none
   */
  public static BigDecimal read(String entry, JsonNode value) {
    if (value.isString() && FORM.matcher(value.asString()).matches()) {
      return new BigDecimal(value.asString());
    }
    if (value.isNumber()
        && value.decimalValue().signum() >= 0
        && value.decimalValue().stripTrailingZeros().scale() <= MOST_DIGITS) {
      return value.decimalValue();
    }
    throw new SettingFault(
        entry,
        "This must be a decimal that is not negative, in quotes, with at most "
            + MOST_DIGITS
            + " digits after the point, for example \"2.50\".");
  }
}
