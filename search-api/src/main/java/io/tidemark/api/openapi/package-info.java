/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The OpenAPI document: parameters, errors and examples of every route. */
package io.tidemark.api.openapi;
