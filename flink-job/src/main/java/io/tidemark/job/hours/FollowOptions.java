/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import java.io.Serializable;
import java.time.Duration;

/**
 * How things that report more than once are followed.
 *
 * @param horizon of event time for which something is remembered after its last event, at least
 * @param retention how long documents are kept, and what has no end is remembered
 * @param flushEvery how long folded parts may wait before they go on
 */
public record FollowOptions(Duration horizon, Duration retention, Duration flushEvery)
    implements Serializable {}
