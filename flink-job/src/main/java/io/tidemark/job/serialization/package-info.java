/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Serializers of state and network: one for all types, which differ in their codecs. */
package io.tidemark.job.serialization;
