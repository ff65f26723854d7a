/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Prometheus reporter on loopback, in Flink's package because its registry is package-private.
 */
package org.apache.flink.metrics.prometheus;
