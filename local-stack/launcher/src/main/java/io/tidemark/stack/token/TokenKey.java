/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.token;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that signs tokens of one local stack: 256 bits, base64, in {@code <state>/token.key},
 * readable by its owner only.
 *
 * @param file where it is kept
 */
public record TokenKey(Path file) {

  private static final int BYTES = 32;

  /** The key of a stack, made at the first call. */
  public static TokenKey of(StateFolder state) {
    Path file = state.file(StateFolder.TOKEN_KEY);
    try {
      if (!Files.exists(file)) {
        createKey(file);
      }
    } catch (FileAlreadyExistsException expected) {
      // Another process was faster: its key is the key.
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
    return new TokenKey(file);
  }

  private static void createKey(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "token",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          draft, Base64.getEncoder().encodeToString(secret), StandardOpenOption.WRITE);
      // A link, unlike a move, does not replace a key that another process has just made.
      Files.createLink(file, draft);
    } finally {
      Files.delete(draft);
    }
  }

  /** The secret itself. */
  byte[] secret() {
    try {
      byte[] secret = Base64.getDecoder().decode(Files.readString(file).trim());
      if (secret.length < BYTES) {
        throw new StackException(file + " is too short: delete it, and restart the API");
      }
      return secret;
    } catch (IOException | IllegalArgumentException failure) {
      throw new StackException("cannot read " + file + ": delete it, and restart the API", failure);
    }
  }
}
