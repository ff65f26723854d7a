/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import java.util.Map;

/**
 * A controller whose routes take parameters. The same declaration checks requests and describes
 * them in the API document.
 */
public interface Routes {

  /** Parameters by path pattern, as the mapping annotations have it. */
  Map<String, ParameterSet> parameters();
}
