/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command line understands every command of the pages, option by option. */
@Tag("fast")
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("../..");
  private static final int DEPTH_OF_PAGES = 3;

  /**
   * A command is at the start of a line, behind a pipe, a variable, a quote or a remark, in {@code
   * $(…)} or in backquotes; it ends with its line, or with what can follow it there.
   */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|[|(#\"`]|[A-Z_]=\\S+) *bin/tidemark ([a-z][^|)>#\"`\n]*)(`?)");

  /** Handed over by {@code bin/tidemark} before options are read; tests of their modules do so. */
  private static final Set<String> ELSEWHERE = Set.of("test", "faults", "archive", "restore");

  private record Documented(Path page, String command, boolean inText) {}

  @Test
  void everyCommandOfEveryPageIsUnderstood() throws IOException {
    List<Documented> commands = listCommands();
    assertThat(commands)
        .extracting(Documented::command)
        .contains(
            "token --tenant acme --user alice",
            "token --tenant demo --user root --role super-admin",
            "key create --tenant acme --name comfyui",
            "send --topic usage.model-calls -");
    for (Documented one : commands) {
      assertThat(findMistake(one)).as(one.toString()).isEmpty();
    }
  }

  /** Text may name a command without all that it needs. */
  private static Optional<String> findMistake(Documented one) {
    try {
      Tidemark.commandLine().parseArgs(one.command().split("\\s+", -1));
    } catch (CommandLine.MissingParameterException incomplete) {
      return one.inText() ? Optional.empty() : Optional.of(incomplete.getMessage());
    } catch (CommandLine.ParameterException wrong) {
      return Optional.of(wrong.getMessage());
    }
    return Optional.empty();
  }

  private static List<Documented> listCommands() throws IOException {
    List<Documented> commands = new ArrayList<>();
    for (Path page : listPages()) {
      String text = Files.readString(page).replaceAll("\\\\\n *", " ");
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        String words = command.group(1).strip();
        if (!ELSEWHERE.contains(words.split("\\s+", -1)[0])) {
          commands.add(new Documented(page, words, !command.group(2).isEmpty()));
        }
      }
    }
    return commands;
  }

  /** All but those that tell of earlier builds. */
  private static List<Path> listPages() throws IOException {
    try (Stream<Path> files =
        Files.find(ROOT, DEPTH_OF_PAGES, (file, attributes) -> isPage(file))) {
      return files.toList();
    }
  }

  private static boolean isPage(Path file) {
    String path = file.toString();
    return path.endsWith(".md")
        && !path.contains("/target/")
        && !path.endsWith("/CHANGELOG.md")
        && !path.endsWith("/JOURNAL.md");
  }
}
