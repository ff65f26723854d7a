/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.util.Locale;

/** Where a run was asked for. */
public enum RunSource {
  /** A trial run on the page. */
  WEB,
  /** A call of the API. */
  API;

  /** The source as documents carry it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
