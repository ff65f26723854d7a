/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

/**
 * Whose usage it is, as rules of departments match it; null is unknown.
 *
 * @param workload for example {@code model-calls}
 */
public record UsageOwner(
    String project, String user, String apiKey, String workload, String model) {}
