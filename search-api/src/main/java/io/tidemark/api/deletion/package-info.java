/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes that delete the documents of a self-deployed model. */
package io.tidemark.api.deletion;
