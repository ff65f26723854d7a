/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.store.ArchiveLocation;
import java.net.URI;
import picocli.CommandLine.Option;

/** Options about a store that speaks the protocol of S3. */
final class PlaceOptions {

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "Address of a store other than AWS, for example http://minio:9000.")
  private URI endpoint;

  ArchiveLocation locateArchive(String address) {
    return new ArchiveLocation(address, endpoint);
  }
}
