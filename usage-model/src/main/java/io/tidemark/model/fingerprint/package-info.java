/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fingerprints of ids and content. */
package io.tidemark.model.fingerprint;
