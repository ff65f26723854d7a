/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The outcome of a test event.
 *
 * @param model under which the event counts
 * @param state {@code accepted}; {@code unknown_key} while intake does not know a new key yet, at
 *     most 30 s; {@code rejected}; or {@code unreachable}
 * @param message of intake, when the event was not accepted
 */
record TestEvent(
    String requestId,
    String model,
    Instant eventTime,
    @Schema(allowableValues = {"accepted", "unknown_key", "rejected", "unreachable"}) String state,
    @Schema(nullable = true) String message) {}
