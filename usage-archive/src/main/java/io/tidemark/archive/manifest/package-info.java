/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The content of an archive: a manifest for each day and revision, and the chain of all manifests.
 */
package io.tidemark.archive.manifest;
