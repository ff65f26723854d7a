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

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The source as documents carry it. */
  public String id() {
    return id;
  }
}
