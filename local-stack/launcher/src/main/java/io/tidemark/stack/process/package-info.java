/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Server processes: their commands, ports, logs, records and ends. */
package io.tidemark.stack.process;
