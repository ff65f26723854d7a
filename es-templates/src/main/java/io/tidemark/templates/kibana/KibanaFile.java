/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file that Kibana imports: one object a line. The build makes it, and it is in the jar. */
public final class KibanaFile {

  /** Its name; Kibana takes no other ending. */
  public static final String NAME = "tidemark-kibana.ndjson";

  private KibanaFile() {}

  /**
   * Writes the file; called by the build.
   *
   * @param arguments the folder to write it into
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.write(folder.resolve(NAME), createContent());
  }

  /** Regenerates the objects from the sources. */
  static byte[] createContent() {
    return KibanaObjects.createObjects(KibanaSources.loadSources()).stream()
        .map(object -> object.toJson() + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  /** The one in this jar. */
  public static byte[] readBuilt() {
    try (InputStream in = KibanaFile.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing: build with Maven, which makes it");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of the one in this jar. */
  static List<JsonNode> readLines() {
    return new String(readBuilt(), UTF_8).lines().map(KibanaFile::parseLine).toList();
  }

  private static JsonNode parseLine(String line) {
    try {
      return KibanaSources.JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
