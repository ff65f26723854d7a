/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Installs templates when the API starts. */
package io.tidemark.api.templates;
