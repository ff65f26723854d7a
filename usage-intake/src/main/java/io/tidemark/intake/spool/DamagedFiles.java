/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of damaged bytes of the spool, named by the file and the offset that they were at. They may
 * hold records that were answered with 202, so they stay until an operator takes them away, and
 * count towards the size of the spool.
 */
final class DamagedFiles {

  private static final String SUFFIX = ".damaged";

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-\\d+\\.damaged");

  private final Path dir;

  DamagedFiles(Path dir) {
    this.dir = dir;
  }

  /** Keeps damaged bytes and returns when they are on disk; writing them again changes nothing. */
  Path keepDamage(Path file, SpoolFileReader.Damage damage) throws IOException {
    String spoolFile = file.getFileName().toString().replace(Spool.SUFFIX, "");
    Path kept = dir.resolve(spoolFile + "-" + damage.offset() + SUFFIX);
    try (FileChannel channel =
        FileChannel.open(
            kept,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer left = ByteBuffer.wrap(damage.bytes());
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    // The name of a new file must survive as well.
    try (FileChannel folder = FileChannel.open(dir)) {
      folder.force(true);
    }
    return kept;
  }

  /** The highest number of a file of the spool that has damaged bytes here; 0 without one. */
  long findLastNumber() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElse(0);
    }
  }

  /** Bytes of the files. */
  long bytes() {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .mapToLong(DamagedFiles::sizeOf)
          .sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(dir + " cannot be read", failure);
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException takenAway) {
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be read", failure);
    }
  }
}
