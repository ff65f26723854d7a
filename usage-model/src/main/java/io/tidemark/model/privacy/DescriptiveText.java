/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.privacy;

import java.util.Locale;

/** Free text that records and dead letters keep, cut to a limit, unless it is dropped. */
public enum DescriptiveText {
  /** The error message of a ComfyUI run, at most 1,024 characters. */
  ERROR_MESSAGE,
  /**
   * The tags of a model call: at most 16 entries (64 from other systems), each text of 512
   * characters.
   */
  TAGS,
  /** The user agent of a model call, at most 512 characters. The client is known without it. */
  USER_AGENT,
  /** The tags of a ComfyUI run: at most 32 entries, each text of 512 characters. */
  CONTEXT;

  /** The name of the field in documents, and in options. */
  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
