/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One revision of a setting.
 *
 * @param revision 1 for the first one; grows with each change, a deletion included; 0 of a file
 * @param body as its kind defines it; empty after a deletion
 * @param changedBy the user who wrote this revision, or the file
 * @param changedAt later than that of the revision before
 * @param origin whether it may be changed through the API
 */
public record Setting(
    SettingAddress address,
    long revision,
    JsonNode body,
    String changedBy,
    Instant changedAt,
    boolean deleted,
    Origin origin) {

  public Setting {
    requireNonNull(address, "address");
    requireNonNull(body, "body");
    requireNonNull(changedBy, "changedBy");
    requireNonNull(changedAt, "changedAt");
    requireNonNull(origin, "origin");
  }

  /** Where settings come from. */
  public enum Origin {
    /** Written through the API. */
    API,
    /** Read from a file of the operator; the API does not change it. */
    FILE
  }

  /** Changes with the body: a setting of a file has no revision, and its body stands for it. */
  public long bodyRevision() {
    return origin == Origin.FILE ? Integer.toUnsignedLong(body.hashCode()) : revision;
  }

  /** The validator of this revision, with its quotes. */
  public String etag() {
    return origin == Origin.FILE
        ? "\"file-" + Integer.toHexString(body.hashCode()) + '"'
        : "\"" + revision + '"';
  }
}
