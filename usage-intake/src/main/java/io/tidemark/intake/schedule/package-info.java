/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Work that is repeated after a pause. */
package io.tidemark.intake.schedule;
