/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.util.List;

/**
 * The messages that are due of one channel.
 *
 * @param steps each sends one message, or several as one; they are made one after another
 */
record ChannelWork(ChannelKey channel, List<Runnable> steps) {}
