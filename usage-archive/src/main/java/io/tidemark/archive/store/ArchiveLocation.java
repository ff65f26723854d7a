/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import io.tidemark.archive.ArchiveException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The address of an archive as commands take it.
 *
 * @param address a folder, or {@code s3://bucket/prefix}
 * @param endpoint of a store that speaks the protocol of S3; null for AWS
 */
public record ArchiveLocation(String address, URI endpoint) {

  /** Opens the archive to write into it. */
  public ArchiveStore openToWrite() throws IOException {
    return isInS3() ? openS3() : FolderStore.openToWrite(folder());
  }

  /** Opens the archive to read from it. */
  public ArchiveStore openToRead() {
    return isInS3() ? openS3() : FolderStore.openToRead(folder());
  }

  private boolean isInS3() {
    return address.startsWith(S3Location.SCHEME);
  }

  private ArchiveStore openS3() {
    S3Location location = S3Location.parse(address);
    return new S3Store(S3Clients.create(endpoint), location);
  }

  private Path folder() {
    if (address.isBlank() || address.contains("://")) {
      throw new ArchiveException(
          "invalid location '" + address + "' of an archive: use a folder or s3://bucket/prefix");
    }
    try {
      return Path.of(address);
    } catch (InvalidPathException wrong) {
      throw new ArchiveException("'" + address + "' is not a folder", wrong);
    }
  }
}
