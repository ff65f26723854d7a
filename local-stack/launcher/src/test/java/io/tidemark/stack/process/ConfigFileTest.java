/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ConfigFileTest {

  @TempDir Path folder;

  @Test
  void quotesValuesOfYaml() throws Exception {
    for (String value : List.of("/data/my #1", "/data/a: b", "[x", "5 m")) {
      assertThat(write(": ", value)).as(value).contains("\ndir: '" + value + "'\n");
    }
    assertThat(write(": ", "/it's")).contains("\ndir: '/it''s'\n");
  }

  @Test
  void writesValuesOfPropertiesAsTheyAre() throws Exception {
    assertThat(write("=", "/data/my #1")).contains("\ndir=/data/my #1\n");
  }

  private String write(String separator, String value) throws Exception {
    Path shipped = Files.writeString(folder.resolve("shipped"), "shipped" + separator + "1\n");
    Path target = folder.resolve("written/config");
    ConfigFile.write(target, shipped, separator, Map.of("dir", value));
    return Files.readString(target);
  }
}
