/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.pricing.PricedClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bill as CSV of RFC 4180, with the columns of {@link #COLUMNS} in the first row. */
final class BillCsv {

  static final List<String> COLUMNS =
      List.of(
          "date",
          "provider",
          "model",
          "token_class",
          "project",
          "api_key",
          "quantity",
          "unit",
          "amount",
          "currency");

  private static final Map<String, Integer> POWERS =
      Map.of("", 0, "tokens", 0, "1000 tokens", 3, "1000000 tokens", 6);

  private BillCsv() {}

  static List<BillLine> readLines(String text) {
    List<List<String>> rows = new CsvRows(text).readAll();
    if (rows.isEmpty() || !rows.get(0).equals(COLUMNS)) {
      throw new SettingFault("", "The first row must be " + String.join(",", COLUMNS) + '.');
    }
    List<BillLine> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      String entry = "row " + (i + 1);
      if (row.size() != COLUMNS.size()) {
        throw new SettingFault(entry, "A row must have " + COLUMNS.size() + " columns.");
      }
      lines.add(readLine(entry, row));
    }
    return lines;
  }

  private static BillLine readLine(String entry, List<String> row) {
    String tokenClass = BillNumbers.readName(entry + ", token_class", row.get(3));
    if (tokenClass != null && PricedClass.find(tokenClass).isEmpty()) {
      throw new SettingFault(
          entry + ", token_class", "This must be a class of price lists, such as input.");
    }
    String provider = BillNumbers.readName(entry + ", provider", row.get(1));
    if (provider == null) {
      throw new SettingFault(entry + ", provider", "This is required.");
    }
    String quantity = row.get(6);
    String amount = row.get(8);
    return new BillLine(
        BillNumbers.readDay(entry + ", date", row.get(0)),
        provider,
        BillNumbers.readName(entry + ", model", row.get(2)),
        tokenClass,
        BillNumbers.readName(entry + ", project", row.get(4)),
        BillNumbers.readName(entry + ", api_key", row.get(5)),
        quantity.isEmpty() ? null : readQuantity(entry, tokenClass, quantity, row.get(7)),
        amount.isEmpty() ? null : BillNumbers.readDecimal(entry + ", amount", amount),
        amount.isEmpty() && row.get(9).isEmpty()
            ? null
            : BillNumbers.readCurrency(entry + ", currency", row.get(9)));
  }

  /** Images and the like are no part of all tokens: without a class their number is unknown. */
  private static BigDecimal readQuantity(
      String entry, String tokenClass, String quantity, String unit) {
    BigDecimal number = BillNumbers.readDecimal(entry + ", quantity", quantity);
    Integer power = POWERS.get(unit);
    if (power == null) {
      return tokenClass == null ? null : number;
    }
    return number.multiply(BigDecimal.ONE.movePointRight(power));
  }
}
