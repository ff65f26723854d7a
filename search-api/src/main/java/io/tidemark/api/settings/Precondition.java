/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition of a write, after RFC 9110.
 *
 * @param ifMatch the header If-Match: {@code *}, or entity tags by comma; null when not sent
 * @param ifNoneMatch the header If-None-Match; null when not sent
 */
public record Precondition(String ifMatch, String ifNoneMatch) {

  /** Writes whatever is there. */
  public static final Precondition NONE = new Precondition(null, null);

  private static final String ANY = "*";

  /** Requires that there is nothing yet. */
  static Precondition absent() {
    return new Precondition(null, ANY);
  }

  /**
   * Checks what is there.
   *
   * @throws ProblemException 412 when it is not what the writer expects
   */
  void requireMatch(Optional<Setting> current) {
    if (ifMatch != null && current.filter(setting -> names(ifMatch, setting)).isEmpty()) {
      throw ProblemException.preconditionFailed(
          current.isEmpty()
              ? "There is no such setting; it may have been deleted."
              : "The setting changed since it was read: its ETag is "
                  + current.get().etag()
                  + ". Read it again, and apply the change to that revision.");
    }
    if (ifNoneMatch != null && current.filter(setting -> names(ifNoneMatch, setting)).isPresent()) {
      throw ProblemException.preconditionFailed("There is a setting with this id already.");
    }
  }

  private static boolean names(String header, Setting setting) {
    return header.strip().equals(ANY)
        || Stream.of(header.split(",", -1))
            .map(String::strip)
            .anyMatch(tag -> tag.equals(setting.etag()));
  }
}
