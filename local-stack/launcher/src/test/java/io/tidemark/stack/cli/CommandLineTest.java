/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.stack.Failures;
import io.tidemark.stack.StackException;
import io.tidemark.stack.lifecycle.Component;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

@Tag("fast")
class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "logs",
        "token",
        "key",
        "key create",
        "key list",
        "key revoke",
        "settings",
        "settings list",
        "settings get",
        "settings put",
        "settings delete",
        "settings history",
        "send",
        "import",
        "generate",
        "rebuild",
        "prove",
        "replay-dead-letters",
        "archive",
        "restore",
        "test",
        "faults"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run((command + " --help").split(" ", -1))).isZero();
    assertThat(out.toString()).contains("bin/tidemark " + command).contains("Example: ");
  }

  /** Picocli breaks long lines itself, and lists show the first one alone. */
  @Test
  void everyLineOfHelpIsASentenceOrFits() {
    listCommands(Tidemark.commandLine())
        .forEach(
            command -> {
              CommandSpec spec = command.getCommandSpec();
              Stream.concat(
                      Stream.of(spec.usageMessage().description()),
                      spec.options().stream().flatMap(one -> Stream.of(one.description())))
                  .forEach(line -> assertThat(line).as(spec.qualifiedName()).endsWith("."));
              List<String> footer = List.of(spec.usageMessage().footer());
              int example = footer.indexOf("") < 0 ? 0 : footer.lastIndexOf("");
              assertThat(footer.subList(0, example))
                  .as(spec.qualifiedName())
                  .allMatch(line -> line.matches("|.*[.,]"));
              assertThat(command.getUsageMessage().lines())
                  .as(spec.qualifiedName())
                  .containsAll(footer.subList(example, footer.size()));
            });
  }

  private static Stream<CommandLine> listCommands(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream()
            .filter(one -> !(one.getCommand() instanceof CommandLine.HelpCommand))
            .flatMap(CommandLineTest::listCommands));
  }

  @Test
  void proveIsAboutTheTenantOfTheSample() {
    assertThat(run("prove", "--help")).isZero();
    assertThat(out.toString()).contains("(default: demo)");
  }

  @Test
  void withoutACommandItShowsAllOfThem() {
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("up", "down", "status", "import").doesNotContain("feed ");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(run("help")).isZero();
    String shown = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("--help")).isZero();
    assertThat(shown).isEqualTo(out.toString()).contains("up", "down", "Example: ");
    out.getBuffer().setLength(0);
    assertThat(run("help", "rebuild")).isZero();
    assertThat(out.toString()).contains("bin/tidemark rebuild", "--from");
  }

  @Test
  void helpNamesPortsAndHeapsOfAllComponents() {
    assertThat(run("--help")).isZero();
    for (Component component : Component.values()) {
      if (component.hasPort()) {
        assertThat(out.toString())
            .contains(component.portVariable() + " " + component.defaultPort());
      }
      String heap = component.heapVariable().substring("TIDEMARK_HEAP".length());
      assertThat(out.toString()).containsPattern("TIDEMARK_HEAP[A-Z_,\\s]*" + heap + "\\b");
    }
  }

  @Test
  void pageOfConfigurationNamesTheVariablesOfHelp() throws IOException {
    assertThat(run("--help")).isZero();
    List<String> variables =
        Pattern.compile("(?<![A-Z_])(TIDEMARK)?_[A-Z_]+")
            .matcher(out.toString())
            .results()
            .map(variable -> '`' + variable.group() + '`')
            .toList();

    assertThat(variables).contains("`TIDEMARK_HOME`", "`_INTAKE`", "`_DEAD_LETTERS`");
    assertThat(Files.readString(Path.of("../../docs/configuration.md"))).contains(variables);
  }

  @Test
  void unknownOptionsAreNamed() {
    assertThat(run("up", "--sample")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--sample");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token --tenant t --user u --role boss|unknown role 'boss': use super-admin, finance",
        "key create --tenant t --role boss|unknown role 'boss' for keys",
        "settings list --tenant t nonsense|unknown kind of settings 'nonsense': use allocations, ",
        "settings get --tenant t ../me x|unknown kind of settings '../me'",
        "settings get --tenant t budgets a/b|invalid id 'a/b'",
        "settings put --tenant t budgets a no-such-file|cannot read no-such-file",
        "key revoke --tenant t ../me|invalid key id '../me'",
        "token --tenant t --user u --ttl soon|invalid duration 'soon'",
        "token --tenant t --user u --ttl 400d|at most 365d",
        "import no-such-file.csv --topic usage.model-calls|cannot read no-such-file.csv",
        "send --topic t no-such-file|cannot read no-such-file",
        "send --topic t --format xml -|no format 'xml'",
        "generate model-calls --from tomorrow|invalid time 'tomorrow'",
        "generate cars --from now-1h|unknown workload 'cars'",
        "generate model-calls --from now-1h --rate 0|--rate must be above 0",
        "logs ../token|no log of '../token'",
        "rebuild --from now-1h --to now-2h|--from now-1h must be before --to now-2h",
        "rebuild --from tomorrow --to now|invalid time 'tomorrow'",
        "replay-dead-letters --reason wrong|choose among malformed, future"
      })
  void mistakesAreExplainedWithoutAStackTrace(String argumentsAndMessage) {
    String[] parts = argumentsAndMessage.split("\\|", -1);
    assertThat(run(parts[0].split(" ", -1))).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: ").contains(parts[1]).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token --user u --tenant ",
        "token --tenant t --user ",
        "token --tenant t --user u --may-view ",
        "key create --tenant ",
        "key list --tenant t --as ",
        "settings list budgets --tenant ",
        "prove 2026-10 --tenant "
      })
  void rejectsNamesThatTheApiDoesNotAccept(String command) {
    for (String name : List.of(" ", "a".repeat(513))) {
      String[] arguments = (command + "NAME").split(" ", -1);
      arguments[arguments.length - 1] = name;

      assertThat(run(arguments)).isEqualTo(1);

      assertThat(err.toString()).contains("must have 1 to 512 characters");
      err.getBuffer().setLength(0);
    }
  }

  @Test
  void kindsOfSettingsAreThoseOfTheApi() throws IOException {
    String api =
        Files.readString(Path.of("../../search-api/src/test/resources/golden/api-docs.json"));
    String kinds =
        Pattern.compile("\"/api/v1/([a-z-]+)/\\{id}/history\"")
            .matcher(api)
            .results()
            .map(path -> path.group(1))
            .sorted()
            .collect(joining(", "));

    assertThat(run("settings", "list", "--tenant", "t", "x")).isEqualTo(1);

    assertThat(err.toString()).endsWith("unknown kind of settings 'x': use " + kinds + "\n");
  }

  @ParameterizedTest
  @CsvSource({"'{}', Not in GZIP format", "'', it ends too early"})
  void explainsFilesThatAreNotCompressed(String content, String reason, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("events.gz"), content);

    assertThat(run("send", "--topic", "t", file.toString())).isEqualTo(1);

    assertThat(err.toString()).isEqualTo("error: cannot read " + file + ": " + reason + "\n");
  }

  @ParameterizedTest
  @MethodSource("failuresOfFiles")
  void namesTheReasonOfFailuresOfFiles(Exception failure, String message) {
    assertThat(Failures.describe(failure)).contains(message);
  }

  static List<Arguments> failuresOfFiles() {
    IOException full = new IOException("No space left on device");
    IOException fullFolder = new FileSystemException("/s/run", null, "No space left on device");
    IOException foreign = new AccessDeniedException("/s/run");
    return List.of(
        arguments(
            new StackException("cannot write /s/x", full),
            "cannot write /s/x: No space left on device"),
        arguments(
            new StackException("cannot create /s/run", fullFolder),
            "cannot create /s/run: No space left on device"),
        arguments(
            new StackException("cannot create /s/run", foreign),
            "cannot create /s/run: permission denied"),
        arguments(
            new StackException("cannot read x: No space left on device", full),
            "cannot read x: No space left on device"),
        arguments(
            new StackException("no answer: bin/tidemark up starts it", new ConnectException()),
            "no answer: bin/tidemark up starts it"),
        arguments(new UncheckedIOException(full), "No space left on device"),
        arguments(foreign, "/s/run: permission denied"),
        arguments(fullFolder, "/s/run: No space left on device"),
        arguments(new NoSuchFileException("/s/x"), "/s/x: no such file or folder"),
        arguments(
            new ConnectException("Connection refused"),
            "java.net.ConnectException: Connection refused"),
        arguments(new StackException("no topic"), "no topic"));
  }

  @ParameterizedTest
  @CsvSource({
    "now-1h, 2026-05-04T09:00:00Z",
    "now, 2026-05-04T10:00:00Z",
    "2026-05-04T08:30:00Z, 2026-05-04T08:30:00Z"
  })
  void rebuildLeavesOutTheHourOfARelativeEnd(String to, Instant end) {
    Instant shortlyAfterTen = Instant.parse("2026-05-04T10:03:00Z");

    assertThat(RebuildCommand.parseEnd(to, shortlyAfterTen)).isEqualTo(end);
  }

  @Test
  void generateIsTheSameTwice() {
    String[] arguments = {
      "generate",
      "model-calls",
      "--from",
      "2026-05-04T10:00:00Z",
      "--to",
      "2026-05-04T10:10:00Z",
      "--rate",
      "1",
      "--seed",
      "7"
    };
    assertThat(run(arguments)).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).isEqualTo(first).contains("\"tenant_id\":\"demo\"");
  }

  private int run(String... arguments) {
    return Tidemark.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
