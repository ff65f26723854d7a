/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One JVM to start.
 *
 * @param name of the process in records and log files
 * @param jvmOptions memory, properties, opened packages
 * @param start class path and main class, or a runnable jar
 * @param arguments of the main class
 * @param environment added to the environment of this process
 */
public record JavaCommand(
    String name,
    List<String> jvmOptions,
    List<String> start,
    List<String> arguments,
    Map<String, String> environment) {

  /** A main class with its own class path. */
  public static JavaCommand mainClass(
      String name,
      List<String> jvmOptions,
      List<Path> classPath,
      String main,
      List<String> arguments) {
    String joined =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new JavaCommand(name, jvmOptions, List.of("-cp", joined, main), arguments, Map.of());
  }

  /** A runnable jar. */
  public static JavaCommand jar(
      String name, List<String> jvmOptions, Path jar, List<String> arguments) {
    return new JavaCommand(name, jvmOptions, List.of("-jar", jar.toString()), arguments, Map.of());
  }

  /** The same with one more environment variable. */
  public JavaCommand withEnvironment(String variable, String value) {
    return new JavaCommand(name, jvmOptions, start, arguments, Map.of(variable, value));
  }

  /**
   * The command line, with the JDK that runs this process. The shell sets the umask, which Java
   * cannot, and becomes the JVM: the process id stays.
   */
  List<String> line() {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("sh", "-c", "umask " + PrivateFiles.UMASK + " && exec \"$@\"", "sh"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.addAll(start);
    line.addAll(arguments);
    return line;
  }
}
