/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.Digests;
import io.tidemark.archive.restore.DocumentWriter;
import io.tidemark.archive.restore.RestoredIndices;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.archive.store.FolderStore;
import io.tidemark.templates.TemplateInstaller;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Runs of archive and restore in a folder of a test. */
record ArchiveFolder(Path folder, UsageNode node) {

  ArchiveReport run(boolean records) throws IOException {
    return run(records, Progress.NONE);
  }

  ArchiveReport run(boolean records, Progress progress) throws IOException {
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      return run(records, store, progress);
    }
  }

  /** The same, where something happens after a file was written, before the next is read. */
  ArchiveReport run(String file, Callable<?> event) throws IOException {
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      return run(false, intercept(store, file, event), Progress.NONE);
    }
  }

  private ArchiveReport run(boolean records, ArchiveStore store, Progress progress)
      throws IOException {
    ArchiveOptions options = new ArchiveOptions(records, Duration.ofHours(24));
    return new ArchiveRun(
            node.elasticsearch(), Archive.open(store), options, progress, Clock.systemUTC())
        .run(scratch());
  }

  private static ArchiveStore intercept(ArchiveStore store, String file, Callable<?> event) {
    return (ArchiveStore)
        Proxy.newProxyInstance(
            ArchiveStore.class.getClassLoader(),
            new Class<?>[] {ArchiveStore.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(store, arguments);
              if (method.getName().equals("write") && ((String) arguments[0]).endsWith(file)) {
                event.call();
              }
              return result;
            });
  }

  DayManifest restore(LocalDate day) throws IOException {
    return restore(day, Progress.NONE);
  }

  DayManifest restore(LocalDate day, Progress progress) throws IOException {
    Archive archive = open();
    RestoredIndices indices =
        new RestoredIndices(
            node.elasticsearch(), new TemplateInstaller(node.client()), Clock.systemUTC());
    return new RestoreRun(archive, indices, new DocumentWriter(node.elasticsearch()), progress)
        .run(archive.chain().findDay(day).orElseThrow(), scratch());
  }

  DayManifest find(LocalDate day) throws IOException {
    return open().findDay(day).orElseThrow();
  }

  /** The digest of every file. */
  Map<String, String> listFiles() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Digests.of(file));
      }
    }
    return files;
  }

  private Archive open() throws IOException {
    return Archive.open(FolderStore.openToRead(folder));
  }

  private static Path scratch() throws IOException {
    Path scratch = Files.createTempDirectory("tidemark-archive-test-");
    scratch.toFile().deleteOnExit();
    return scratch;
  }
}
