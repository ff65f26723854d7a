/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

/**
 * An id as earlier builds kept it in state: half of its fingerprint and 32 more bits of it. Its
 * bucket stands for the rest.
 */
public record StoredId(long low, int high) {}
