/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What all routes share before and behind their controllers: ids, rate limits, logs, background
 * work.
 */
package io.tidemark.api.web;
