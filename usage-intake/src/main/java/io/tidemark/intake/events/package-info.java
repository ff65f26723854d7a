/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /api/v1/events}: native events, CloudEvents and formats of senders. */
package io.tidemark.intake.events;
