/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Model calls: the event, its row on the way through the job, and its measures. */
package io.tidemark.model.modelcalls;
