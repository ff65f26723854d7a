/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Keys in a YAML file: a list of entries, alone or below {@code keys}. */
final class KeyFile implements KeySource {

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  @Override
  public List<IngestKey> loadKeys() throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      Object entries = document instanceof Map<?, ?> map ? map.get("keys") : document;
      List<IngestKey> keys = new ArrayList<>();
      if (entries instanceof List<?> list) {
        for (Object entry : list) {
          if (entry instanceof Map<?, ?> body) {
            KeyDocument.readKey(null, body).ifPresent(keys::add);
          }
        }
      }
      return keys;
    } catch (YAMLException wrong) {
      throw new IOException(file + " is not valid YAML", wrong);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
