/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** SCIM 2.0: an identity provider fills the directory with users and groups. */
package io.tidemark.api.scim;
