/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.PriceBook;
import java.util.List;

/** How much of an account is read. Each sum costs time for each document. */
enum AccountDetail {
  /** The cost by class, and the cost that senders report. */
  CLASSES(true),
  /** Amounts, and the cost that senders report. */
  AMOUNTS(true),
  /** Amounts alone. */
  PRICED_AMOUNTS(false);

  private final boolean reported;

  AccountDetail(boolean reported) {
    this.reported = reported;
  }

  boolean hasReportedCost() {
    return reported;
  }

  /** The fields to add up. */
  List<String> selectSums(UsageFields fields, PriceBook book) {
    return this == CLASSES ? fields.sums() : NeededFields.selectForAccount(fields, book);
  }
}
