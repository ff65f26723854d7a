/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import java.util.List;

/** Finds values whose name in the directory contains a text. */
interface NameSearch {
  List<String> find(String field, String part);
}
