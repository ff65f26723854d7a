/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Channels: their settings and secrets, and the senders of messages to robots, mail and webhooks.
 */
package io.tidemark.api.channels;
