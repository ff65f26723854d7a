/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.tidemark.intake.kafka.IntakeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Records that wait on disk until Kafka is back. Files are written one after the other and deleted
 * when all of their records are in Kafka; after a crash, records of the oldest file may be written
 * to Kafka again, and count once. Records that Kafka never takes and damaged bytes are kept apart.
 * A lock sees to it that one process uses the folder.
 */
public final class Spool implements AutoCloseable {

  static final String SUFFIX = ".spool";

  /** Stays when the process ends: only the lock on it counts, which ends with the process. */
  private static final String LOCK_FILE = "lock";

  /** A file is closed at this size: so much may be written to Kafka again after a crash. */
  private static final long FILE_BYTES = 8L << 20;

  private static final int WRITE_BYTES = 64 * 1024;

  private final Path dir;
  private final long maxBytes;
  private final FileLock lock;
  private final RejectedRecords rejected;
  private final DamagedFiles damaged;
  private final Deque<Path> files = new ArrayDeque<>();
  private FileChannel current;
  private Path currentFile;
  private long next;
  private long bytes;

  /**
   * Opens a folder, which keeps what an earlier process left.
   *
   * @throws IOException also when another process uses it
   */
  public Spool(Path dir, long maxBytes) throws IOException {
    this.dir = Files.createDirectories(dir);
    this.maxBytes = maxBytes;
    lock = lockFolder(dir);
    rejected = new RejectedRecords(dir);
    damaged = new DamagedFiles(dir);
    next = damaged.findLastNumber();
    try (Stream<Path> found = Files.list(dir)) {
      found
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .forEach(files::add);
    }
    for (Path file : files) {
      bytes += Files.size(file);
      String name = file.getFileName().toString();
      next = Math.max(next, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
    }
  }

  /** Two processes would write the same records to Kafka, and delete files of each other. */
  private static FileLock lockFolder(Path dir) throws IOException {
    FileChannel channel =
        FileChannel.open(
            dir.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // As for another process.
    }
    channel.close();
    throw new IOException(
        "The spool folder "
            + dir
            + " is used by another instance of intake. Give each instance a folder of its own.");
  }

  /**
   * Appends records and returns when they are on disk.
   *
   * @return false when the spool is full
   */
  synchronized boolean appendRecords(List<IntakeRecord> records) {
    List<List<IntakeRecord>> parts = SpoolFile.divideRecords(records);
    long more = parts.stream().mapToLong(SpoolFile::countBytes).sum();
    if (bytes + rejected.bytes() + damaged.bytes() + more > maxBytes) {
      return false;
    }
    try {
      for (List<IntakeRecord> part : parts) {
        appendEntry(SpoolFile.encodeEntry(part));
      }
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException("The spool in " + dir + " cannot be written", failure);
    }
  }

  private void appendEntry(byte[] entry) throws IOException {
    if (current == null || current.size() >= FILE_BYTES) {
      startFile();
    }
    long before = current.size();
    try {
      // Java keeps a buffer outside the heap for each thread, as large as its largest write.
      for (int at = 0; at < entry.length; ) {
        int most = Math.min(WRITE_BYTES, entry.length - at);
        at += current.write(ByteBuffer.wrap(entry, at, most));
      }
      current.force(true);
    } catch (IOException failure) {
      dropTail(before);
      throw failure;
    }
    bytes += entry.length;
  }

  /** Further entries go to another file: behind a part of an entry none can be found. */
  private void dropTail(long length) throws IOException {
    try {
      current.truncate(length);
    } finally {
      closeCurrent();
    }
  }

  private void startFile() throws IOException {
    closeCurrent();
    next++;
    currentFile = dir.resolve(String.format(Locale.ROOT, "%012d%s", next, SUFFIX));
    current =
        FileChannel.open(
            Files.createFile(
                currentFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            StandardOpenOption.APPEND);
    files.add(currentFile);
    // The name of a new file must survive as well.
    try (FileChannel folder = FileChannel.open(dir)) {
      folder.force(true);
    }
  }

  private void closeCurrent() throws IOException {
    if (current != null) {
      current.close();
      current = null;
      currentFile = null;
    }
  }

  /** The oldest file, which gets no more records; null if nothing waits. */
  synchronized Path takeOldest() throws IOException {
    Path oldest = files.peek();
    if (oldest != null && oldest.equals(currentFile)) {
      closeCurrent();
    }
    return oldest;
  }

  /** Deletes the oldest file: its records are in Kafka. */
  synchronized void deleteOldest(Path file) throws IOException {
    bytes -= Files.size(file);
    Files.delete(file);
    files.remove(file);
  }

  /** Keeps records that Kafka never takes, before their file is deleted. */
  synchronized void keepRejected(List<IntakeRecord> records) throws IOException {
    rejected.appendRecords(records);
  }

  /** Keeps damaged bytes before their file is deleted, and returns where. */
  synchronized Path keepDamage(Path file, SpoolFileReader.Damage damage) throws IOException {
    return damaged.keepDamage(file, damage);
  }

  synchronized boolean isEmpty() {
    return files.isEmpty();
  }

  /** Bytes that wait. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Bytes of records that Kafka never takes. */
  public long rejectedBytes() {
    return rejected.bytes();
  }

  /** Damaged bytes of files, which are kept apart. */
  public long damagedBytes() {
    return damaged.bytes();
  }

  /** Files that wait. */
  public synchronized int fileCount() {
    return files.size();
  }

  public long maxBytes() {
    return maxBytes;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      closeCurrent();
    } finally {
      lock.channel().close();
    }
  }
}
