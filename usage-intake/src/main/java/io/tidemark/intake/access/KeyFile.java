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
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Keys in a YAML file: a list of entries, alone or below {@code keys}. */
final class KeyFile implements KeySource {

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  @Override
  public List<IngestKey> loadKeys() throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      Object document = createYaml().load(in);
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

  /** Ids stay as they are written: 0042 is no number, 2026-01-01 no time, and NO not false. */
  private static Yaml createYaml() {
    LoaderOptions options = new LoaderOptions();
    DumperOptions unused = new DumperOptions();
    Resolver texts =
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.MERGE, MERGE, "<");
          }
        };
    return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, texts);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
