/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Entry point of the intake service. */
package io.tidemark.intake;
