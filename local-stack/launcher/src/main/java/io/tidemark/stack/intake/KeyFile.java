/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PrivateFiles;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The keys that {@code up} makes for its snippets: the digest of each, in a file that the intake
 * service of the stack reads. Keys of a platform belong into the store of settings.
 *
 * @param file YAML, readable by its owner only
 */
public record KeyFile(Path file) {

  private static final int BYTES = 24;

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
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String key = "tmk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    String entry = "- {sha256: \"%s\", %s}%n".formatted(hashText(key), fields);
    try {
      Files.writeString(file, entry, StandardOpenOption.APPEND);
      return key;
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
  }

  private static String hashText(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
