/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The measured jobs: our own, and the same work in Flink SQL, the DataStream API and Kafka Streams.
 */
package io.tidemark.benchmarks.jobs;
