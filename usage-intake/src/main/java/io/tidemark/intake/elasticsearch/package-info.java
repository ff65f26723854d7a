/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The few requests of intake to Elasticsearch. */
package io.tidemark.intake.elasticsearch;
