/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import java.time.Duration;

/**
 * The input of an archive run.
 *
 * @param records also calls and runs
 * @param lateness how long after its end a window takes late events, as the job's option {@code
 *     --lateness}
 */
public record ArchiveOptions(boolean records, Duration lateness) {}
