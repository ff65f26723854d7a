/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How costs are computed, and to whom they are shown.
 *
 * @param promptBands bounds of prompts that windows distinguish, as {@code --prompt-bands} of the
 *     job
 * @param reportedCurrency the same as {@code --reported-currency} of the job: documents do not name
 *     it
 * @param forEveryone whether everyone sees the cost of the usage that they may see; otherwise the
 *     roles finance and super-admin do
 */
@ConfigurationProperties("tidemark.costs")
record CostProperties(
    @DefaultValue({"32000", "128000", "200000", "256000", "272000", "512000"})
        Set<Long> promptBands,
    @DefaultValue("USD") String reportedCurrency,
    @DefaultValue("true") boolean forEveryone) {}
