/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the local stack logs what its servers say of records from outside. */
@Tag("fast")
class LocalLogTest {

  private static final Path LAYOUT = Path.of("../local-stack/conf/log4j2.xml");
  private static final String LOG = "tidemark.log";
  private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR forged [main] line";

  @Test
  void noRecordForgesALineOrHidesOne(@TempDir Path folder) throws IOException {
    System.setProperty(LOG, folder.resolve("server").toString());
    try (LoggerContext context = new LoggerContext("local", null, LAYOUT.toUri())) {
      context.start();
      var logger = context.getLogger("a.b.C");
      logger.info("模型 {}", "plain");
      for (String end : List.of("\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u000b")) {
        logger.warn("bad{}{}", end, FORGED);
        logger.warn(
            "failed",
            new IllegalStateException("bad" + end + FORGED, new IOException("x" + end + FORGED)));
      }
      logger.warn("a\u001b[2J\u202eb\u0000");
    } finally {
      System.clearProperty(LOG);
    }

    String log = Files.readString(folder.resolve("server.log"));
    List<String> lines = log.lines().toList();
    assertThat(lines.get(0)).contains(" INFO ").endsWith("] 模型 plain");
    assertThat(lines).noneMatch(line -> line.startsWith(FORGED)).anyMatch(l -> l.contains("\tat "));
    assertThat(log).contains(FORGED).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");
    assertThat(log).doesNotContainPattern("[\\u2028-\\u202e]");
  }
}
