/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the built parts of Tidemark lie in a checkout. The launcher starts each part with its own
 * class path, so it knows them by file and not as dependencies.
 *
 * @param root folder of the root {@code pom.xml}
 */
public record Checkout(Path root) {

  /**
   * System property with the root folder: set by {@code bin/tidemark} and by the build for tests.
   */
  public static final String ROOT_PROPERTY = "tidemark.root";

  /** The checkout that this process was started from. */
  public static Checkout current() {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw new StackException(
          "-D" + ROOT_PROPERTY + "=<checkout> is missing: start through bin/tidemark");
    }
    return new Checkout(Path.of(root).toAbsolutePath().normalize());
  }

  /** Classes and libraries of a module below {@code local-stack}, as its build wrote them down. */
  public List<Path> classPath(String module) {
    Path target = root.resolve("local-stack").resolve(module).resolve("target");
    Path libraries = requireBuilt(target.resolve("classpath"));
    List<Path> entries = new ArrayList<>();
    Path classes = target.resolve("classes");
    if (Files.isDirectory(classes)) {
      entries.add(classes);
    }
    try {
      Pattern.compile(File.pathSeparator)
          .splitAsStream(Files.readString(libraries).trim())
          .map(Path::of)
          .forEach(entries::add);
    } catch (IOException failure) {
      throw new StackException("cannot read " + libraries, failure);
    }
    return entries;
  }

  /** A configuration file below {@code local-stack}. */
  public Path config(String path) {
    return root.resolve("local-stack").resolve(path);
  }

  /** The shaded job. */
  public Path jobJar() {
    return requireBuilt(root.resolve("flink-job/target/tidemark-job.jar"));
  }

  /** The runnable installer of templates. */
  public Path templatesJar() {
    return requireBuilt(root.resolve("es-templates/target/tidemark-templates.jar"));
  }

  /** The runnable search API. */
  public Path apiJar() {
    return requireBuilt(root.resolve("search-api/target/search-api.jar"));
  }

  /** The runnable intake service. */
  public Path intakeJar() {
    return requireBuilt(root.resolve("usage-intake/target/usage-intake.jar"));
  }

  private static Path requireBuilt(Path file) {
    if (!Files.exists(file)) {
      throw new StackException(file + " is missing: build with bin/tidemark or mvn package");
    }
    return file;
  }
}
