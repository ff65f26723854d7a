/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

/**
 * Dimensions of a generated ComfyUI run.
 *
 * @param source {@code api} or {@code web}
 */
record RunCaller(
    String tenant, String user, String key, String workflow, String workflowName, String source) {}
