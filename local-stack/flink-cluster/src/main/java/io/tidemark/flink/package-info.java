/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps web pages in a browser from sending requests to Flink's REST server. */
package io.tidemark.flink;
