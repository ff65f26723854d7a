/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts a process out of reach of the terminal: a Ctrl-C or a closed window must not end a stack
 * that {@code up} left running. Both programs replace themselves by the server, so the process id
 * stays the one we know.
 */
final class Detachment {

  private Detachment() {}

  static List<String> createPrefix(Lifetime lifetime) {
    if (lifetime == Lifetime.WITH_PARENT) {
      return List.of();
    }
    return Stream.of("setsid", "nohup").filter(Detachment::onPath).findFirst().stream().toList();
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
