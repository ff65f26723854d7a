/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

/** A body that is not accepted. */
public final class SettingFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String entry;

  /**
   * A fault at one entry.
   *
   * @param entry where it stands, for example {@code prices[3].valid_from}; empty for the whole
   * @param reason a sentence with the value that is wrong and what is allowed
   */
  public SettingFault(String entry, String reason) {
    super(reason);
    this.entry = entry;
  }

  /** Where the fault stands. */
  public String entry() {
    return entry;
  }
}
