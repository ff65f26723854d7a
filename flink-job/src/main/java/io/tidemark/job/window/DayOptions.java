/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.hourly.DayZone;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which days are aggregated.
 *
 * @param enabled whether any are
 * @param zone whose days
 * @param maxFuture how far events may be ahead of the clock: a day that begins later has none yet
 */
public record DayOptions(boolean enabled, DayZone zone, Duration maxFuture)
    implements Serializable {}
