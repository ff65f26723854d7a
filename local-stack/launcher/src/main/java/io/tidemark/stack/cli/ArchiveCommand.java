/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Named here for the list of commands: {@code bin/tidemark} hands it to the archive, which is a
 * module of its own.
 */
@Command(
    name = "archive",
    description = "Writes closed days as Parquet files with manifests, into a folder or S3.",
    footer = {"", "Example: bin/tidemark archive --to archive"})
final class ArchiveCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new StackException("archive is started through bin/tidemark archive");
  }
}
