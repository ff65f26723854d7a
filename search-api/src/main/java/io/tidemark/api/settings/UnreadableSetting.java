/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

/**
 * A setting that this release cannot read.
 *
 * @param kind for example {@code budget}
 * @param entry where the fault stands; empty for the whole
 * @param reason what is wrong
 */
public record UnreadableSetting(String kind, String id, String entry, String reason) {}
