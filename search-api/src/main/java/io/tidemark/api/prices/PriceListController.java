/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/price-lists")
@Tag(name = "Prices")
class PriceListController extends SettingRoutes<NamedPriceList> {

  private final PriceSource prices;

  PriceListController(SettingStore store, PriceListKind kind, PriceSource prices) {
    super(store, kind);
    this.prices = prices;
  }

  @Override
  protected void onWritten() {
    prices.showWritten();
  }
}
