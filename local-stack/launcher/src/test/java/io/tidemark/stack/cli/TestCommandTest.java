/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/tidemark test} with a scripted Maven. */
@Tag("fast")
class TestCommandTest {

  private static final String PASSED = "<testcase name=\"counts\" classname=\"a.HoursTest\"/>";

  private static final String FAILED =
      "<testcase name=\"counts\" classname=\"a.HoursTest\">\n"
          + "<failure message=\"expected 3\"></failure></testcase>";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();

  private String javaHome = System.getProperty("java.home");
  private String path = System.getenv("PATH");

  /** Output and exit code of a command. */
  private record Result(int code, String output) {}

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(Checkout.current().root().resolve("bin/tidemark"), folder.resolve("bin/tidemark"));
    for (String program : List.of("chromium", "chromedriver")) {
      script(program, "exit 1");
    }
  }

  @Test
  void succeedsWhenAllTestsPass() throws Exception {
    maven(report(PASSED), "exit 1");

    Result result = run();

    assertThat(result.code()).isZero();
    assertThat(result.output()).doesNotContain("FAILED", "failed once");
    assertThat(calls()).containsExactly("-Dmaven.test.failure.ignore=true");
  }

  @Test
  void runsFailedClassesASecondTime() throws Exception {
    maven(report(FAILED), report(PASSED));

    Result result = run();

    assertThat(result.code()).isZero();
    assertThat(result.output()).endsWith("failed once: a.HoursTest.counts: expected 3\n");
    assertThat(calls()).hasSize(2);
    assertThat(calls().get(1)).contains("-pl job/core -am -Dtest=a.HoursTest ");
  }

  @Test
  void failsWhenATestFailsTwice() throws Exception {
    maven(report(FAILED), report(FAILED) + "; exit 1");

    Result result = run();

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).endsWith("FAILED: a.HoursTest.counts: expected 3\n");
  }

  @Test
  void failsWhenTheBuildFails() throws Exception {
    maven("exit 1", "exit 0");

    assertThat(run().code()).isEqualTo(1);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void failsWhenATestProcessEnds() throws Exception {
    maven("echo '[ERROR] The forked VM terminated without saying properly goodbye.'", "exit 0");

    assertThat(run().code()).isEqualTo(1);
  }

  @Test
  void repeatsNothingWithOptions() throws Exception {
    maven(report(FAILED) + "; exit 1", "exit 0");

    Result result = run("-Dgroups=fast");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("FAILED: a.HoursTest.counts");
    assertThat(calls()).hasSize(1);
    assertThat(calls().get(0)).isEqualTo("-Dgroups=fast");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8"})
  void readsNamesOfFilesInUtf8WithoutALocale(String locale) throws Exception {
    environment.put("LANG", locale);
    maven("\"$JAVA_HOME/bin/java\" -XshowSettings:properties -version", "exit 1");

    assertThat(run("-q").output()).contains("sun.jnu.encoding = UTF-8");
  }

  @Test
  void keepsTheLocaleOfTheUser() throws Exception {
    environment.put("LC_CTYPE", "zh_CN.GB18030");
    maven("echo \"locale=$LC_CTYPE$LC_ALL\"", "exit 1");

    assertThat(run("-q").output()).contains("locale=zh_CN.GB18030\n");
  }

  /** As the stub of macOS, or a JDK for another processor. */
  @Test
  void passesOverAJavaThatDoesNotRun() throws Exception {
    maven(report(PASSED), "exit 1");
    script("broken/bin/java", "exit 1");
    script("broken/bin/javac", "exit 1");
    javaHome = folder.resolve("programs/broken").toString();
    script("java", "exec " + System.getProperty("java.home") + "/bin/java \"$@\"");

    Result result = run();

    assertThat(result.output()).startsWith("JAVA_HOME=" + javaHome + " is no JDK; using JDK ");
    assertThat(result.code()).isZero();
  }

  @Test
  void looksElsewhereIfTheJavaOnThePathDoesNotRun() throws Exception {
    script("java", "exit 1");
    javaHome = "";

    assertThat(run("--help").output()).containsAnyOf("; using JDK ", "no supported JDK: ");
  }

  @Test
  void buildsAFreshCloneWithoutTheChecksOfTheCompiler() throws Exception {
    maven("mkdir -p job/core/target/classes", "exit 0");

    run(List.of("bin/tidemark", "status"));
    Files.delete(folder.resolve("target/built"));
    run(List.of("bin/tidemark", "status"));

    assertThat(calls().get(0)).contains("-Dtidemark.unchecked");
    assertThat(calls().get(1)).doesNotContain("-Dtidemark.unchecked");
  }

  @Test
  void compilesAgainWhatWasNotChecked() throws Exception {
    maven("mkdir -p job/core/target/classes", "test ! -e job/core/target/classes");
    run(List.of("bin/tidemark", "status"));

    assertThat(run("-q").code()).isZero();
  }

  @Test
  void keepsClassesThatWereChecked() throws Exception {
    Files.createDirectories(folder.resolve("job/core/target/classes"));
    maven("test -e job/core/target/classes", "exit 1");

    assertThat(run("-q").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForTheBuildOfAnotherCommand(boolean hasFlock) throws Exception {
    if (!hasFlock) {
      hideFlock();
      Files.createSymbolicLink(folder.resolve(".build-lock.pid"), Path.of("999999999"));
    }
    maven("until [ -e go ]; do sleep 0.05; done; " + products(), "exit 1");
    Path waiting = folder.resolve("waiting");

    Process first = start(List.of("bin/tidemark", "up"), folder.resolve("output"));
    Await.until(() -> Files.exists(folder.resolve("calls")), LIMIT);
    Process second = start(List.of("bin/tidemark", "--help"), waiting);
    boolean waits = Await.until(() -> read(waiting).contains("waiting"), LIMIT);
    Files.createFile(folder.resolve("go"));

    assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(waits).isTrue();
    assertThat(calls()).hasSize(1);
    assertThat(folder.resolve(".build-lock.pid")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheLockWhileTestsCleanTheFolder(boolean hasFlock) throws Exception {
    if (!hasFlock) {
      hideFlock();
    }
    maven("rm -r target; touch cleaned; until [ -e go ]; do sleep 0.05; done", products());
    Path waiting = folder.resolve("waiting");

    Process tests = start(List.of("bin/tidemark", "test", "clean"), folder.resolve("output"));
    Await.until(() -> Files.exists(folder.resolve("cleaned")), LIMIT);
    Process second = start(List.of("bin/tidemark", "--help"), waiting);
    boolean waits =
        Await.until(() -> read(waiting).contains("waiting") || !second.isAlive(), LIMIT);
    Files.createFile(folder.resolve("go"));

    assertThat(tests.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(waits).isTrue();
    assertThat(read(waiting)).contains("waiting");
  }

  @Test
  void waitsForTheBuildOfAnotherCommandBeforeItTests() throws Exception {
    maven("until [ -e go ]; do sleep 0.05; done; " + products(), "exit 0");
    Path waiting = folder.resolve("waiting");

    Process builds = start(List.of("bin/tidemark", "up"), folder.resolve("output"));
    Await.until(() -> Files.exists(folder.resolve("calls")), LIMIT);
    Process tests = start(List.of("bin/tidemark", "test", "-q"), waiting);
    boolean waits = Await.until(() -> read(waiting).contains("waiting"), LIMIT);
    int callsMeanwhile = calls().size();
    Files.createFile(folder.resolve("go"));

    assertThat(builds.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(tests.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(waits).isTrue();
    assertThat(callsMeanwhile).isEqualTo(1);
    assertThat(calls()).hasSize(2);
  }

  /** The second one that found it dead must not remove the link of the first, which builds. */
  @Test
  void oneOfTwoWaitersReplacesTheLockOfAKilledCommand() throws Exception {
    hideFlock();
    Path link = folder.resolve(".build-lock.pid");
    Files.createSymbolicLink(link, Path.of("999999999"));
    script("ln", "system/ln \"$@\" || { echo >> tries; exit 1; }");
    script(
        "rm",
        """
        case $* in *build-lock.pid)
          if mkdir first 2>/dev/null; then until [ "$(wc -l < tries)" -ge 2 ]; do sleep 0.05; done
          else until [ -e seen ]; do sleep 0.05; done; fi;;
        esac
        exec system/rm "$@"\
        """);
    maven("until [ -e go ]; do sleep 0.05; done; " + products(), "exit 1");
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");

    Process first = start(List.of("bin/tidemark", "--help"), one);
    Process second = start(List.of("bin/tidemark", "--help"), other);
    Await.until(() -> Files.exists(folder.resolve("calls")), LIMIT);
    Path owner = Files.readSymbolicLink(link);
    Files.createFile(folder.resolve("seen"));
    Await.until(() -> read(one).contains("waiting") && read(other).contains("waiting"), LIMIT);
    boolean isKept = Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(owner);
    Files.createFile(folder.resolve("go"));

    assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(isKept).isTrue();
    assertThat(calls()).hasSize(1);
    assertThat(link).doesNotExist();
  }

  /** A command that writes all that a build makes. */
  private static String products() {
    return "sed -n '/^products=/,/^)/s/^  //p' bin/tidemark | while read -r product; do"
        + " mkdir -p \"$(dirname \"$product\")\"; echo bin/tidemark > \"$product\"; done";
  }

  /** Takes flock off the PATH: macOS has none. */
  private void hideFlock() throws IOException {
    Path programs = Files.createDirectories(folder.resolve("system"));
    for (String place : path.split(":", -1)) {
      for (File program : Objects.requireNonNullElse(new File(place).listFiles(), new File[0])) {
        Path link = programs.resolve(program.getName());
        if (!program.getName().equals("flock") && !Files.exists(link, NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(link, program.toPath());
        }
      }
    }
    path = programs.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes a report of a module as if it were from a second later: clocks of files are coarse. */
  private static String report(String testCase) {
    String reports = "job/core/target/surefire-reports";
    return "mkdir -p "
        + reports
        + "; f="
        + reports
        + "/TEST-a.HoursTest.xml; echo '"
        + testCase
        + "' > $f; touch -d '+1 second' $f";
  }

  /** Commands of the first and of the second call of Maven. */
  private void maven(String first, String second) throws IOException {
    script(
        "mvn",
        "n=$(wc -l < calls 2>/dev/null || echo 0); echo \"$*\" >> calls\n"
            + "if [ \"$n\" = 0 ]; then "
            + first
            + "; else "
            + second
            + "; fi");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .map(
            call ->
                call.replaceFirst(
                    " -B -T [23] -Dstyle.color=never --no-transfer-progress -Pbenchmarks verify$",
                    ""))
        .toList();
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve("programs").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("bin/tidemark", "test"));
    command.addAll(List.of(options));
    return run(command);
  }

  private Result run(List<String> command) throws Exception {
    Path output = folder.resolve("output");
    Process process = start(command, output);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(output, UTF_8));
  }

  private Process start(List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(Set.of("LANG", "LC_ALL", "LC_CTYPE"));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", javaHome);
    builder.environment().put("PATH", folder.resolve("programs") + ":" + path);
    return builder.start();
  }
}
