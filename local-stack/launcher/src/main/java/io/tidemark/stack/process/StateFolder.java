/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Where a stack keeps its data, logs and records. Only the user who starts the stack can open it.
 *
 * @param root created when it is absent
 */
public record StateFolder(Path root) {

  /** How far dead letters were replayed. */
  public static final String REPLAYED = "replayed.properties";

  /** Folder with a folder for each tenant, with the secrets of its channels. */
  public static final String CHANNEL_SECRETS = "channel-secrets";

  /** Digests of the keys that {@code up} made. */
  public static final String INGEST_KEYS = "ingest-keys.yaml";

  /** Folder with the jars that servers run from. */
  public static final String JARS = "jars";

  /** Signs the tokens of the stack. */
  public static final String TOKEN_KEY = "token.key";

  /** All that commands and servers put directly below the root. */
  private static final Set<String> OWN =
      Set.of(
          "elasticsearch",
          "flink",
          "kafka",
          "logs",
          "run",
          "sample",
          CHANNEL_SECRETS,
          INGEST_KEYS,
          JARS,
          REPLAYED,
          TOKEN_KEY);

  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  public Path logs() {
    return folder("logs");
  }

  /**
   * Takes from other users all rights on what the stack keeps: earlier builds left it readable. The
   * root itself keeps its rights if it also holds something else, such as a home folder.
   *
   * @throws StackException if this user may not do so
   */
  public void makePrivate() {
    try {
      PrivateFiles.createFolder(root);
      Set<String> foreign = new HashSet<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
        for (Path entry : entries) {
          if (OWN.contains(entry.getFileName().toString())) {
            PrivateFiles.restrictTree(entry.toRealPath());
          } else {
            foreign.add(entry.getFileName().toString());
          }
        }
      }
      if (foreign.isEmpty()) {
        PrivateFiles.restrictOne(root.toRealPath());
      }
    } catch (IOException | DirectoryIteratorException failure) {
      throw new StackException(
          "cannot make the state folder private: "
              + failure
              + "\n  set TIDEMARK_HOME to a folder that belongs to you",
          failure);
    }
  }

  /** A file in the root, which is created when it is absent. */
  public Path file(String name) {
    return folder("").resolve(name);
  }

  /** A folder below the root, created when it is absent. */
  public Path folder(String name) {
    try {
      return PrivateFiles.createFolder(root.resolve(name));
    } catch (IOException failure) {
      throw new StackException("cannot create " + root.resolve(name), failure);
    }
  }
}
