/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Statistics of keys and tokens, which go to the Elasticsearch of the keys.
 *
 * @param enabled whether they are written
 * @param flush interval of writing; a process that is killed loses the statistics since the last
 *     one, and no event
 * @param maxWaiting minutes of sources that are held while Elasticsearch is away; beyond it the
 *     oldest are dropped
 */
@ConfigurationProperties("tidemark.sources")
public record SourceProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("10s") Duration flush,
    @DefaultValue("20000") int maxWaiting) {}
