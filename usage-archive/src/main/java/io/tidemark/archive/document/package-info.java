/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Documents of Elasticsearch as rows of Parquet files, and back. A field of the schema is a column;
 * a document that its columns cannot give back byte for byte is kept as text too.
 */
package io.tidemark.archive.document;
