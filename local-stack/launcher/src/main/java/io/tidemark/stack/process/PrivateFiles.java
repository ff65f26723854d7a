/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Folders and files that only their owner can open, whatever the umask is. */
public final class PrivateFiles {

  /** The umask of child processes: all that they create is private. */
  static final String UMASK = "077";

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFiles() {}

  /** Creates a folder, and those above it that are absent. */
  public static Path createFolder(Path folder) throws IOException {
    return Files.createDirectories(folder, FOLDER);
  }

  /** Creates a file if it is absent, so that it can be written afterwards. */
  public static Path createFile(Path file) throws IOException {
    try {
      return Files.createFile(file, FILE);
    } catch (FileAlreadyExistsException expected) {
      return file;
    }
  }

  /** Takes all rights of others from a file, or from a folder and what it holds. */
  static void restrictTree(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            restrictOne(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              restrictOne(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  /** As {@link #restrictTree}, for one file or folder; none if a running server has deleted it. */
  static void restrictOne(Path path) throws IOException {
    try {
      Set<PosixFilePermission> held =
          EnumSet.copyOf(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
      if (held.retainAll(OWNERS)) {
        Files.setPosixFilePermissions(path, held);
      }
    } catch (NoSuchFileException expected) {
      // Deleted meanwhile.
    }
  }
}
