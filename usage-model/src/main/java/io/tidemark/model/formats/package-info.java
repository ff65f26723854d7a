/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Every source format by its name, for the job and for intake. */
package io.tidemark.model.formats;
