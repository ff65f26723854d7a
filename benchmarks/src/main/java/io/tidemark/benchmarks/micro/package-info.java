/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JMH benchmarks of parsers, documents, fingerprints and histograms. */
package io.tidemark.benchmarks.micro;
