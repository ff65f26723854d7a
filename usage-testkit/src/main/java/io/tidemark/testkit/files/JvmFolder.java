/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary folders that all tests of a JVM share. One that is killed deletes nothing: the next one
 * that creates a folder of the same name does.
 */
public final class JvmFolder {

  private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

  private JvmFolder() {}

  /** Creates a folder; deletes those of this name whose JVMs have ended. */
  public static Path create(String name) {
    try {
      deleteLeftBehind(name);
      return Files.createTempDirectory(PARENT, name + "-" + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes a folder when this JVM ends.
   *
   * @param first runs before; ends what writes into the folder
   */
  public static void deleteAtExit(Path folder, Runnable first) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  first.run();
                  delete(folder);
                }));
  }

  private static void deleteLeftBehind(String name) throws IOException {
    Pattern pattern = Pattern.compile(Pattern.quote(name) + "-(\\d+)-\\d+");
    try (Stream<Path> folders = Files.list(PARENT)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        Matcher matcher = pattern.matcher(folder.getFileName().toString());
        if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
          tryDelete(folder);
        }
      }
    }
  }

  private static void tryDelete(Path folder) {
    try {
      delete(folder);
    } catch (UncheckedIOException stillWritten) {
      // A server that outlived its JVM writes into it: a later JVM tries again.
    }
  }

  /** What another JVM deletes at the same time is gone as well. */
  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
