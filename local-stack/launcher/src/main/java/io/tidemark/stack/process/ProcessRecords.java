/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** Records of started processes, one small file each below {@code <state>/run}. */
public final class ProcessRecords {

  private final StateFolder state;

  public ProcessRecords(StateFolder state) {
    this.state = state;
  }

  /** Writes one down, in place of an older one of the same name. */
  public void put(ServerProcess process, URI address) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(process.pid()));
    properties.setProperty("started", process.startInstant().toString());
    properties.setProperty("address", address.toString());
    Path file = locateFile(process.name());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(PrivateFiles.createFile(draft))) {
        properties.store(writer, null);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
  }

  /** The record of a name, whether its process runs or not; none when there is no readable one. */
  public Optional<ProcessRecord> get(String name) {
    Path file = locateFile(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new ProcessRecord(
              name,
              Long.parseLong(properties.getProperty("pid", "")),
              Instant.parse(properties.getProperty("started", "")),
              URI.create(properties.getProperty("address", ""))));
    } catch (IOException | IllegalArgumentException | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  /** The process of a name, when it runs and is the one that was started. */
  public Optional<ServerProcess> findRunning(String name) {
    return get(name)
        .flatMap(ProcessRecord::alive)
        .map(handle -> ServerProcess.running(name, handle, state));
  }

  /** Forgets a process that has ended. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(locateFile(name));
    } catch (IOException failure) {
      throw new StackException("cannot delete " + locateFile(name), failure);
    }
  }

  private Path locateFile(String name) {
    return state.folder("run").resolve(name + ".properties");
  }
}
