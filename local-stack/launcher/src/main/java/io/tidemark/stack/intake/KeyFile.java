/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PrivateFiles;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * The keys that {@code up} makes for its snippets: the digest of each, in a file that the intake
 * service of the stack reads. Keys of a platform belong into the store of settings.
 *
 * @param file YAML, readable by its owner only
 */
public record KeyFile(Path file) {

  /** Keys have the form of those of the search API, whose access log knows it. */
  private static final String PREFIX = "tidemark_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 32;

  /** The file of a stack, created at the first call. */
  public static KeyFile of(StateFolder state) {
    Path file = state.file(StateFolder.INGEST_KEYS);
    try {
      if (!Files.exists(file)) {
        Files.writeString(PrivateFiles.createFile(file), "keys:\n");
      }
      return new KeyFile(file);
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
  }

  /** A fresh key without a name: the events do not show where they came from. */
  public String createKey(String tenant) {
    return appendKey("tenant_id: \"%s\"".formatted(tenant));
  }

  /** A fresh key, which the intake service accepts within seconds. */
  public String createKey(String tenant, String name) {
    return appendKey("tenant_id: \"%s\", name: \"%s\"".formatted(tenant, name));
  }

  private String appendKey(String fields) {
    String key = createText();
    String entry = "- {sha256: \"%s\", %s}%n".formatted(Sha256.digestToHex(key), fields);
    try {
      Files.writeString(file, entry, StandardOpenOption.APPEND);
      return key;
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
  }

  private static String createText() {
    StringBuilder text = new StringBuilder(PREFIX);
    new SecureRandom()
        .ints(LENGTH, 0, DIGITS.length())
        .forEach(digit -> text.append(DIGITS.charAt(digit)));
    return text.toString();
  }
}
