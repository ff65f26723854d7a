/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Where the parts of an archive lie. Folders are named as readers of Parquet take values from them;
 * no field of documents is called {@code date} or {@code archive_revision}.
 */
public final class Layout {

  /** In every manifest; readers refuse another one. */
  public static final String FORMAT = "tidemark-archive/1";

  /** The chain, and the manifest in the folder of a revision. */
  public static final String MANIFEST = "manifest.json";

  private static final Pattern SAFE_PATH =
      Pattern.compile("date=[0-9-]{10}/archive_revision=[0-9]{1,9}/[a-z0-9-]+\\.(json|parquet)");

  private Layout() {}

  /** The file of a family. */
  public static String fileOf(LocalDate day, int revision, String family) {
    return folderOf(day, revision) + family + ".parquet";
  }

  /** The manifest of a revision. */
  public static String manifestOf(LocalDate day, int revision) {
    return folderOf(day, revision) + MANIFEST;
  }

  /** Whether a path from a manifest lies in the archive: manifests may come from anywhere. */
  static boolean isInside(String path) {
    return path != null && SAFE_PATH.matcher(path).matches();
  }

  /** The folder of a revision. */
  static String folderOf(LocalDate day, int revision) {
    return "date=%s/archive_revision=%d/".formatted(day, revision);
  }
}
