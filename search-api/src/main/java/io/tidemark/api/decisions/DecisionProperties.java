/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The decision while usage cannot be read.
 *
 * @param failOpen whether the last known usage counts however old it is
 * @param staleAfter age of the usage from which enforcing budgets deny, unless {@code failOpen}
 */
@ConfigurationProperties("tidemark.decisions")
record DecisionProperties(
    @DefaultValue("true") boolean failOpen, @DefaultValue("15m") Duration staleAfter) {}
