/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Checks items with the formats of the job, and stamps tenant and origin. */
package io.tidemark.intake.reading;
