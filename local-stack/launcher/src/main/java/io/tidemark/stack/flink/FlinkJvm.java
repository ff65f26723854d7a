/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import io.tidemark.stack.process.JvmOptions;
import java.util.List;

/**
 * JVM options that Flink's own scripts give on JDK 17 (env.java.opts.all of its default
 * configuration).
 */
final class FlinkJvm {

  private static final List<String> EXPORTED =
      List.of(
          "java.rmi/sun.rmi.registry",
          "java.security.jgss/sun.security.krb5",
          "jdk.compiler/com.sun.tools.javac.api",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.compiler/com.sun.tools.javac.parser",
          "jdk.compiler/com.sun.tools.javac.tree",
          "jdk.compiler/com.sun.tools.javac.util",
          "java.base/sun.net.util");

  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/sun.nio.ch",
          "java.base/java.lang.reflect",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks");

  private FlinkJvm() {}

  static JvmOptions openPackages(JvmOptions options) {
    EXPORTED.forEach(name -> options.with("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENED.forEach(name -> options.with("--add-opens=" + name + "=ALL-UNNAMED"));
    return options;
  }
}
