/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The repository's {@code docker-compose.yml}, read without an engine. */
final class ComposeFile {

  /** The only form of a variable that the file uses: with a default. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));

  private final String text = text("docker-compose.yml");
  private final Map<?, ?> content;

  ComposeFile() {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    content = new Yaml(new SafeConstructor(strict)).load(withDefaults());
  }

  /** Any file of the repository. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean exists(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  /** As it stands, comments and variables included. */
  String text() {
    return text;
  }

  /** Variables of the environment, with their defaults. */
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }

  /** Services by name, every variable at its default. */
  Map<?, ?> services() {
    return mapping(content, "services");
  }

  Map<?, ?> service(String name) {
    return mapping(services(), name);
  }

  /** Volumes that the file declares. */
  Map<?, ?> volumes() {
    return mapping(content, "volumes");
  }

  /** Secrets that the file declares. */
  Map<?, ?> secrets() {
    return mapping(content, "secrets");
  }

  static Map<?, ?> mapping(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<String> strings(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private String withDefaults() {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(2)));
  }
}
