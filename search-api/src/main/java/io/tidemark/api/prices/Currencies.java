/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.util.Currency;

/** Reads currencies. */
public final class Currencies {

  private static final int LENGTH = 3;

  private Currencies() {}

  /** An ISO 4217 code. */
  public static String read(BodyMembers members, String name) {
    String code = members.requireText(name, LENGTH);
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new SettingFault(
          members.entryOf(name), "This must be a currency code of ISO 4217 such as USD or CNY.");
    }
  }
}
