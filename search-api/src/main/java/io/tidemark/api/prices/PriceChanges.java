/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * Changes of prices in a range.
 *
 * @param changes the newest first
 */
record PriceChanges(Instant from, Instant to, List<PriceChange> changes) {

  /**
   * One change of a price list.
   *
   * @param kind "price" when entries of the list begin or end at {@code time}, "revision" when the
   *     list was written then
   * @param shared whether the list is the one that all tenants share
   * @param revision of the list; null for changes inside one revision
   * @param prices ids of entries that begin or end, at most 20
   * @param count all entries that begin or end
   */
  record PriceChange(
      Instant time,
      String kind,
      String priceList,
      boolean shared,
      @Schema(nullable = true) Long revision,
      List<String> prices,
      int count) {}
}
