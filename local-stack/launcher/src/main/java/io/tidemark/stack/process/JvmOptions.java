/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of one JVM, collected in order. */
public final class JvmOptions {

  /** A system property: further options of every process, which tests set for their servers. */
  private static final String FURTHER = "tidemark.servers.jvm";

  private final List<String> options = new ArrayList<>();

  private JvmOptions() {}

  /**
   * The options of every process: its memory, and an end instead of a half-life when that does not
   * suffice.
   */
  public static JvmOptions heap(String heap) {
    JvmOptions options =
        new JvmOptions()
            .with("-Xmx" + heap)
            .with("-XX:+ExitOnOutOfMemoryError")
            .with("-XX:+UseSerialGC")
            .with("-Dfile.encoding=UTF-8");
    listFurther().forEach(options::with);
    return options;
  }

  /** Options that the starter of this JVM asks for in all processes. */
  public static List<String> listFurther() {
    String further = System.getProperty(FURTHER, "").strip();
    return further.isEmpty() ? List.of() : List.of(further.split("\\s+"));
  }

  /** The same for a server that logs through Log4j 2. */
  public static JvmOptions server(Checkout checkout, StateFolder state, String name, String heap) {
    Path log = state.logs().resolve(name);
    return heap(heap)
        .with("-Dtidemark.log=" + log)
        .with("-Dlog4j2.configurationFile=" + checkout.config("conf/log4j2.xml").toUri())
        .with("-Dlog4j2.formatMsgNoLookups=true");
  }

  public JvmOptions with(String option) {
    options.add(option);
    return this;
  }

  public List<String> list() {
    return List.copyOf(options);
  }
}
