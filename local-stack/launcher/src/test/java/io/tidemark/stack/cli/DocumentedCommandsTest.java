/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command line understands every command of the pages, option by option. */
@Tag("fast")
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("../..");
  private static final String NAME = "bin/tidemark ";

  /** Handed over by {@code bin/tidemark} before options are read. */
  private static final Set<String> ELSEWHERE = Set.of("test", "faults", "archive", "restore");

  @Test
  void everyCommandOfEveryPageIsUnderstood() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      commands.addAll(commands(Files.readString(page)));
    }
    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      assertThatCode(() -> Tidemark.commandLine().parseArgs(command.split("\\s+", -1)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), ROOT.resolve("local-stack/README.md")),
              docs.filter(page -> page.toString().endsWith(".md")))
          .toList();
    }
  }

  /** Commands stand indented on lines of their own; some go on, are piped, or carry a remark. */
  private static List<String> commands(String page) {
    return Pattern.compile("\\\\\n\\s*")
        .matcher(page)
        .replaceAll(" ")
        .lines()
        .filter(line -> line.startsWith("    "))
        .map(line -> line.replaceFirst("\\s+#.*", ""))
        .flatMap(line -> Stream.of(line.split("\\|", -1)))
        .map(String::strip)
        .filter(line -> line.startsWith(NAME))
        .map(line -> line.substring(NAME.length()))
        .filter(line -> !ELSEWHERE.contains(line.split("\\s+", -1)[0]))
        .toList();
  }
}
