/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import io.tidemark.api.outbox.FailedMessages;
import io.tidemark.api.settings.UnreadableSettings;
import org.springframework.stereotype.Component;

/** Finds what people must look after. */
@Component
record Faults(FailedMessages messages, UnreadableSettings settings) {}
