/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What instances know of the folder of settings after their start. */
@Tag("fast")
class SettingFileLoaderTest {

  @TempDir Path home;

  @Test
  void saysWhetherAFileIsRejected() throws IOException {
    Path file = home.resolve("a.yaml");

    Files.writeString(file, "kind: note\ntenant: acme\nid: a\nbody: {}\n");
    assertThat(start().isWhole()).isFalse();

    Files.writeString(file, "kind: note\ntenant: acme\nid: a\nbody: {text: t}\n");
    SettingFiles files = start();
    assertThat(files.isWhole()).isTrue();
    assertThat(files.listSettings("note")).hasSize(1);
  }

  private SettingFiles start() {
    SettingFiles files = new SettingFiles();
    SettingFileLoader loader =
        new SettingFileLoader(
            new SettingsProperties(home, Duration.ofHours(1)),
            List.of(new NoteKind()),
            files,
            new SimpleMeterRegistry());
    loader.start();
    loader.stop();
    return files;
  }
}
