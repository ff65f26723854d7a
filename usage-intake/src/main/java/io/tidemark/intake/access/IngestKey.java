/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.model.parsing.Sender;

/**
 * A key that sends usage.
 *
 * @param sha256 SHA-256 of the whole key in lower-case hex
 * @param source the key in statistics
 * @param sender what the key fixes
 */
public record IngestKey(String sha256, Source source, Sender sender) {}
