/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import io.tidemark.archive.ArchiveException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and a prefix in it.
 *
 * @param prefix empty, or ending with a slash
 */
public record S3Location(String bucket, String prefix) {

  /** How the address of an archive in S3 begins. */
  public static final String SCHEME = "s3://";

  private static final Pattern ADDRESS =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9!_.*'()/=-]*))?");

  /**
   * Reads {@code s3://bucket/prefix}.
   *
   * @throws ArchiveException for anything else
   */
  public static S3Location parse(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      throw new ArchiveException(
          "'" + address + "' is not a place in S3: use for example s3://usage-archive/tidemark");
    }
    String path = matcher.group(2) == null ? "" : matcher.group(2);
    String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    return new S3Location(matcher.group(1), prefix);
  }

  /** The key of a path in the archive. */
  String keyOf(String path) {
    return prefix + path;
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + prefix;
  }
}
