/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.model.pricing.PriceList;

/**
 * A price list as a setting.
 *
 * @param isDefault whether it prices the tenant, or all tenants when it is shared
 */
public record NamedPriceList(PriceList list, boolean isDefault) {}
