/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

/**
 * A document of Elasticsearch.
 *
 * @param version the external version
 * @param source the JSON, byte for byte
 */
// Documents are not compared, and copies of all sources would cost time.
@SuppressWarnings("ArrayRecordComponent")
public record StoredDocument(String id, long version, byte[] source) {}
