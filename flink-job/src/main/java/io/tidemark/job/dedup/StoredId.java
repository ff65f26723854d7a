/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

/**
 * An id as a key of state: half of its fingerprint and 32 bits more of it. Its bucket stands for
 * the rest, as in {@link IdBucket}.
 */
public record StoredId(long low, int high) {}
