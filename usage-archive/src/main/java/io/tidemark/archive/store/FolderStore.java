/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.manifest.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder. One run at a time writes into it. */
public final class FolderStore implements ArchiveStore {

  private static final String LOCK = ".lock";
  private static final String PART = ".part";

  private final Path folder;
  private final FileChannel lock;

  private FolderStore(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Opens an archive to read from. */
  public static FolderStore openToRead(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ArchiveException(folder + " is not a folder");
    }
    return new FolderStore(folder, null);
  }

  /**
   * Opens an archive to write into; the folder is created when it is absent.
   *
   * @throws ArchiveException when another run writes into it
   */
  public static FolderStore openToWrite(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(lock)) {
      lock.close();
      throw new ArchiveException("another run is writing into " + folder + ": wait for its end");
    }
    return new FolderStore(folder, lock);
  }

  private static boolean isLocked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException thisProcess) {
      return false;
    }
  }

  @Override
  public Optional<byte[]> readHead() throws IOException {
    return read(Layout.MANIFEST);
  }

  @Override
  public void replaceHead(byte[] bytes) throws IOException {
    write(Layout.MANIFEST, bytes);
  }

  /** The lock keeps others away; files of an interrupted run are replaced. */
  @Override
  public boolean claimFolder(String path) {
    return true;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(path)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    write(path, new ByteArrayInputStream(bytes));
  }

  @Override
  public void write(String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      write(path, in);
    }
  }

  /** A file has its name only once its bytes are on the disk. */
  private void write(String path, InputStream in) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + PART);
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      in.transferTo(Channels.newOutputStream(out));
      out.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Path fetchFile(String path, Path scratch) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new ArchiveException(path + " is missing");
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
