/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a secret, which is in no setting.
 *
 * @param source where it is
 * @param name of the file or of the variable
 */
record SecretReference(Source source, String name) {

  /** The form of a reference, for the message about another one. */
  static final String FORM =
      "file:NAME, a file in the tenant's folder of secrets, or env:NAME, a variable that the"
          + " operator allows the tenant";

  private static final Pattern FILE = Pattern.compile("file:([A-Za-z0-9][A-Za-z0-9._-]{0,63})");
  private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,63})");

  /** A reference of either source. */
  static final Pattern PATTERN = Pattern.compile(FILE.pattern() + '|' + VARIABLE.pattern());

  /** Where a secret is. */
  enum Source {
    FILE,
    ENVIRONMENT
  }

  static boolean isReference(String text) {
    return PATTERN.matcher(text).matches();
  }

  /** Reads a text that {@link #isReference}. */
  static SecretReference parseReference(String text) {
    Matcher file = FILE.matcher(text);
    return file.matches()
        ? new SecretReference(Source.FILE, file.group(1))
        : new SecretReference(Source.ENVIRONMENT, text.substring("env:".length()));
  }

  @Override
  public String toString() {
    return (source == Source.FILE ? "file:" : "env:") + name;
  }
}
