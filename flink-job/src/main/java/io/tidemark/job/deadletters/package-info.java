/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Dead letters of rejected records, as Elasticsearch documents and as Kafka records. */
package io.tidemark.job.deadletters;
