/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredRun;
import io.tidemark.stack.process.JvmOptions;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a job to be measured in a JVM of its own, with the class path of its kind. */
final class JobProcess {

  private static final int LIMIT_MINUTES = 15;

  private JobProcess() {}

  /**
   * Runs it to its end.
   *
   * @param folder for its figures, answers, output and checkpoints
   */
  static JobRun run(Side side, JobSettings settings, Path folder, List<String> jvmOptions)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    List<String> command =
        createCommand(side.kind(), settings.with(JobSettings.FOLDER, folder), jvmOptions);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread ending = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ending);
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(ending);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(
          side.title() + " failed, see " + output + "\n" + end(Files.readAllLines(output)));
    }
    Properties figures = new Properties();
    try (Reader file = Files.newBufferedReader(folder.resolve(MeasuredRun.FIGURES), UTF_8)) {
      figures.load(file);
    }
    return new JobRun(figures);
  }

  private static String end(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private static List<String> createCommand(
      JobKind kind, JobSettings settings, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"));
    // Flink's own scripts open these on JDK 17.
    for (String name : List.of("lang", "net", "io", "nio", "text", "time", "util")) {
      command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
    }
    command.add("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
    command.add("-Dlog4j2.configurationFile=log4j2-benchmark.properties");
    command.addAll(jvmOptions);
    command.addAll(JvmOptions.listFurther());
    command.add("-cp");
    command.add(
        kind.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(kind.main());
    command.addAll(List.of(settings.arguments()));
    return command;
  }
}
