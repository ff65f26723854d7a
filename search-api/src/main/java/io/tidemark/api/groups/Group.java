/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import java.util.List;

/**
 * One group of documents.
 *
 * @param keys a value per dimension; null where the documents do not know it
 * @param value the value by which groups rank; null when unknown
 */
public record Group(List<String> keys, Number value) {}
