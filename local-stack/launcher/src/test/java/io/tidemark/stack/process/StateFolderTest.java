/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.token.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class StateFolderTest {

  private static final String TOUCH =
      """
      class Touch {
        public static void main(String[] arguments) throws Exception {
          java.nio.file.Files.createFile(java.nio.file.Path.of(arguments[0]));
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void createsFoldersForTheirOwnerOnly() throws Exception {
    StateFolder state = new StateFolder(folder.resolve("a/home"));
    Path deep = state.folder("flink/checkpoints");

    for (Path one = deep; !one.equals(folder); one = one.getParent()) {
      assertThat(rightsOn(one)).as(one.toString()).isEqualTo("rwx------");
    }
    assertThat(rightsOn(TokenKey.of(state).file())).isEqualTo("rw-------");
  }

  @Test
  void restrictsFilesOfEarlierBuilds() throws Exception {
    Path home = openFolder(folder.resolve("home"));
    Path log = openFile(openFolder(home.resolve("logs")).resolve("api.log"));
    Path data = openFile(openFolder(home.resolve("kafka/data/topic-0")).resolve("00.log"));
    Path program = openFile(openFolder(home.resolve("flink/tmp")).resolve("tool"), "rwxrwxrwx");
    Path replayed = openFile(home.resolve("replayed.properties"));
    Path note = openFolder(home.resolve("sample"));

    new StateFolder(home).makePrivate();

    assertThat(List.of(log, data, replayed)).allSatisfy(this::isReadableByOwnerOnly);
    assertThat(rightsOn(program)).isEqualTo("rwx------");
    assertThat(List.of(home, note, log.getParent(), data.getParent()))
        .allSatisfy(path -> assertThat(rightsOn(path)).isEqualTo("rwx------"));
  }

  @Test
  void keepsForeignFiles() throws Exception {
    Path home = openFolder(folder.resolve("home"));
    Path foreign = openFile(home.resolve("thesis.txt"));
    Path outside = openFile(openFolder(folder.resolve("outside")).resolve("file"));
    Path logs = openFolder(home.resolve("logs"));
    Files.createSymbolicLink(logs.resolve("link"), outside);

    new StateFolder(home).makePrivate();

    assertThat(rightsOn(home)).isEqualTo("rwxr-xr-x");
    assertThat(rightsOn(foreign)).isEqualTo("rw-r--r--");
    assertThat(rightsOn(outside)).isEqualTo("rw-r--r--");
    assertThat(rightsOn(logs)).isEqualTo("rwx------");
  }

  @Test
  void followsALinkToAnotherDisk() throws Exception {
    Path disk = openFolder(folder.resolve("disk"));
    Path data = openFile(disk.resolve("data"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.createSymbolicLink(home.resolve("kafka"), disk);

    new StateFolder(home).makePrivate();

    assertThat(rightsOn(disk)).isEqualTo("rwx------");
    assertThat(rightsOn(data)).isEqualTo("rw-------");
  }

  @Test
  void childProcessesCreateFilesForTheirOwnerOnly() throws Exception {
    StateFolder state = new StateFolder(folder.resolve("home"));
    Path source = Files.writeString(folder.resolve("Touch.java"), TOUCH);
    Path target = folder.resolve("made by the child");
    JavaCommand command =
        new JavaCommand(
            "touch", List.of(), List.of(source.toString()), List.of(target.toString()), Map.of());

    assertThat(OneShot.run(command, state, Duration.ofMinutes(1))).isZero();

    assertThat(rightsOn(target)).isEqualTo("rw-------");
    assertThat(rightsOn(OneShot.outputOf(command, state))).isEqualTo("rw-------");
  }

  private void isReadableByOwnerOnly(Path file) throws IOException {
    assertThat(rightsOn(file)).as(file.toString()).isEqualTo("rw-------");
  }

  private static String rightsOn(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path openFolder(Path path) throws IOException {
    Files.createDirectories(path);
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path openFile(Path path) throws IOException {
    return openFile(Files.createFile(path), "rw-r--r--");
  }

  private static Path openFile(Path path, String rights) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
    }
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }
}
