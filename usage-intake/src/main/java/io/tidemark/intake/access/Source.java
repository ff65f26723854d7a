/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.model.sources.SourceFields;

/**
 * A source of events, as statistics name it.
 *
 * @param id of the key in the store of settings; else a digest or the subject of the token
 * @param name for people
 * @param type {@link #KEY}, {@link #FILE} or {@link #TOKEN}
 */
public record Source(String id, String name, String type) {

  /** A key of the store of settings. */
  public static final String KEY = "key";

  /** A key of a file. */
  public static final String FILE = "file";

  /** A token (JWT). */
  public static final String TOKEN = "token";

  private static final int HINT_DIGITS = 12;

  static Source ofKey(String id, String name) {
    return new Source(id, name == null ? id : name, KEY);
  }

  static Source ofFile(String sha256, String name) {
    String id = "file-" + sha256.substring(0, Math.min(HINT_DIGITS, sha256.length()));
    return new Source(id, name == null ? id : name, FILE);
  }

  static Source ofToken(String subject) {
    return new Source(SourceFields.idOfToken(subject), subject, TOKEN);
  }
}
