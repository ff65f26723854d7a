/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where an archive lies. Nothing that a manifest names is written twice. */
public interface ArchiveStore extends AutoCloseable {

  /** The chain of manifests; empty in a new archive. */
  Optional<byte[]> readHead() throws IOException;

  /**
   * Replaces the chain that was read or replaced before.
   *
   * @throws io.tidemark.archive.ArchiveException when another run has replaced it meanwhile
   */
  void replaceHead(byte[] bytes) throws IOException;

  /**
   * Takes a folder for the files of this run alone. False when another run has it, which may go on
   * or have been interrupted.
   */
  boolean claimFolder(String path) throws IOException;

  /** A small file; empty when there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /** Writes a small file as a whole or not at all. */
  void write(String path, byte[] bytes) throws IOException;

  /** Writes a file as a whole or not at all. */
  void write(String path, Path file) throws IOException;

  /**
   * Gives a file to read.
   *
   * @param scratch where a remote file is put
   * @throws io.tidemark.archive.ArchiveException when there is none
   */
  Path fetchFile(String path, Path scratch) throws IOException;

  @Override
  void close() throws IOException;
}
