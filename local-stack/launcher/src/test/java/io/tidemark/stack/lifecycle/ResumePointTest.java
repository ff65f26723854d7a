/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ResumePointTest {

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void aNewStackHasNone() {
    assertThat(ResumePoint.findNewest(new StateFolder(folder))).isEmpty();
  }

  @Test
  void theNewestCompleteSnapshotCounts() throws IOException {
    complete("flink/savepoints/savepoint-a", 10);
    Path newest = complete("flink/checkpoints/job2/chk-7", 30);
    complete("flink/checkpoints/job1/chk-99", 20);
    Files.createDirectories(folder.resolve("flink/checkpoints/job2/chk-8"));
    assertThat(ResumePoint.findNewest(new StateFolder(folder))).contains(newest);
  }

  private Path complete(String name, int minute) throws IOException {
    Path snapshot = Files.createDirectories(folder.resolve(name));
    Path metadata = Files.writeString(snapshot.resolve("_metadata"), "x");
    Files.setLastModifiedTime(metadata, FileTime.from(BEGINNING.plusSeconds(60L * minute)));
    return snapshot;
  }
}
