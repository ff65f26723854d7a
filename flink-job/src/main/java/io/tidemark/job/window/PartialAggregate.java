/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.aggregate.Aggregate;

/**
 * A part of one group's hour, folded before the network so that few of them cross it.
 *
 * @param group whose part it is, and the key of the state it goes to
 * @param measures what to add
 */
public record PartialAggregate(WindowKey group, Aggregate measures) {}
