/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How months are closed.
 *
 * @param enabled whether this instance closes months by itself
 * @param tick time between two looks at what may be closed
 * @param lateness time after the end of a month in which late events may still correct it; at least
 *     {@code --lateness} of the job
 * @param issuer name of the platform in cost files
 */
@ConfigurationProperties("tidemark.statements")
record StatementProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5m") Duration tick,
    @DefaultValue("24h") Duration lateness,
    @DefaultValue("Tidemark") String issuer) {}
