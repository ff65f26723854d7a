/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where archives lie: a folder or S3. */
package io.tidemark.archive.store;
