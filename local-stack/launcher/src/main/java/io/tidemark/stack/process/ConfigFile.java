/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A configuration file as shipped, followed by what only this start knows: ports and folders. */
public final class ConfigFile {

  private static final String YAML = ": ";

  private ConfigFile() {}

  /**
   * Writes it, in place of what a former start wrote. Values of YAML are quoted: a folder may have
   * signs in its name that mean something there.
   *
   * @param separator between key and value: {@code "="} or {@code ": "}
   * @param additions keys that the shipped file does not have
   */
  public static void write(
      Path target, Path shipped, String separator, Map<String, String> additions) {
    String added =
        additions.entrySet().stream()
            .map(entry -> entry.getKey() + separator + format(entry.getValue(), separator))
            .sorted()
            .collect(Collectors.joining("\n"));
    try {
      PrivateFiles.createFolder(target.getParent());
      PrivateFiles.createFile(target);
      Files.writeString(target, Files.readString(shipped) + "\n# Added at start:\n" + added + "\n");
    } catch (IOException failure) {
      throw new StackException("cannot write " + target, failure);
    }
  }

  private static String format(String value, String separator) {
    return separator.equals(YAML) ? "'" + value.replace("'", "''") + "'" : value;
  }
}
