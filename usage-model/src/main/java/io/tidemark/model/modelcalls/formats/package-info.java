/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How model calls are read: a format for each kind of sender, and the rules of tokens, tiers, units
 * and status codes that the formats share.
 */
package io.tidemark.model.modelcalls.formats;
