/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Failures of commands in an operator's words. */
public final class Failures {

  private Failures() {}

  /** One line about what failed; empty for a fault of the program, whose stack trace counts. */
  public static Optional<String> describe(Exception failure) {
    if (failure instanceof StackException) {
      return Optional.of(addReason(failure));
    }
    if (failure instanceof UncheckedIOException unchecked) {
      return describe(unchecked.getCause());
    }
    if (failure instanceof FileSystemException ofPath && ofPath.getFile() != null) {
      return Optional.of(ofPath.getFile() + ": " + describeReason(ofPath));
    }
    return failure instanceof IOException ? Optional.of(describeReason(failure)) : Optional.empty();
  }

  /** The message, with its reason where a file is the matter: a full disk, a lack of rights. */
  public static String addReason(Exception failure) {
    Throwable reason = failure.getCause();
    String message = failure.getMessage();
    return !isOfFile(reason) || message.endsWith(": " + reason.getMessage())
        ? message
        : message + ": " + describeReason(reason);
  }

  private static boolean isOfFile(Throwable reason) {
    return reason instanceof FileSystemException
        || (reason != null && reason.getClass() == IOException.class);
  }

  private static String describeReason(Throwable reason) {
    if (reason instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (reason instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (reason instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    String said = reason instanceof FileSystemException ofPath ? ofPath.getReason() : null;
    if (reason.getClass() == IOException.class) {
      said = reason.getMessage();
    }
    return said == null ? reason.toString() : said;
  }
}
