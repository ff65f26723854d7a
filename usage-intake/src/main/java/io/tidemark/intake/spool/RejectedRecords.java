/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.tidemark.intake.kafka.IntakeRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of records that Kafka never takes, one JSON object a line. They were answered with 202,
 * so they stay until an operator takes the file away, also while intake runs. They count towards
 * the size of the spool, which bounds them.
 */
final class RejectedRecords {

  static final String FILE = "rejected.ndjson";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  RejectedRecords(Path dir) {
    file = dir.resolve(FILE);
  }

  /** Appends records and returns when they are on disk. */
  void appendRecords(List<IntakeRecord> records) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      long end = findEnd(channel);
      channel.truncate(end).position(end);
      // Line by line: all of them together may take more than the heap.
      OutputStream lines = Channels.newOutputStream(channel);
      for (IntakeRecord record : records) {
        lines.write(JSON.writeValueAsBytes(describeRecord(record)));
        lines.write('\n');
      }
      channel.force(true);
    }
    // The name of a new file must survive as well.
    try (FileChannel folder = FileChannel.open(file.getParent())) {
      folder.force(true);
    }
  }

  /** The end of the last whole line: its records are in the spool still, where a write was cut. */
  private static long findEnd(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long end = channel.size();
    while (end > 0) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  private static ObjectNode describeRecord(IntakeRecord record) {
    return JSON.createObjectNode()
        .put("topic", record.topic())
        .put("format", record.format())
        .put("tenant_id", record.sender().tenant())
        .put("project_id", record.sender().project())
        .put("user_id", record.sender().user())
        .put("source", record.sender().source())
        .put("value", record.value());
  }

  /** Bytes of the file; 0 without one. */
  long bytes() {
    try {
      return Files.size(file);
    } catch (NoSuchFileException none) {
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be read", failure);
    }
  }
}
