/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How budgets are looked at.
 *
 * @param enabled whether this instance looks at budgets by itself
 * @param tick the shortest time between two looks at a budget
 */
@ConfigurationProperties("tidemark.budgets")
record BudgetProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration tick) {}
