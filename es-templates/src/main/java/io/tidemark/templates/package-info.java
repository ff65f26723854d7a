/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Installs index templates and lifecycle policies, and says what it changed. */
package io.tidemark.templates;
