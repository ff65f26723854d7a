/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.intake.kafka.IntakeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for ComfyUI, which is Python: its own tests, and a run through the real service. */
@Tag("fast")
class ComfyuiPackageTest {

  private static final Path PACKAGE = Path.of("../integrations/comfyui").toAbsolutePath();
  private static final long LIMIT_SECONDS = 120;

  @TempDir Path folder;

  /** The output of a program, and how it ended. */
  private record Ended(int exit, String said) {}

  private Ended runPython(String address, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(PACKAGE.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("TIDEMARK_URL", address);
    builder.environment().put("TIDEMARK_KEY", RunningIntake.KEY);
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("said").toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      throw new AssertionError("python3 is required by this test: install it", missing);
    }
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = java.nio.file.Files.readString(folder.resolve("said"));
    assertThat(ended).as("ended in time: %s", said).isTrue();
    return new Ended(process.exitValue(), said);
  }

  @Test
  void passesItsOwnTests() throws Exception {
    Ended tests = runPython("http://127.0.0.1:1", "-m", "unittest", "discover", "-s", "tests");

    assertThat(tests.exit()).as(tests.said()).isZero();
    assertThat(tests.said()).contains("OK").containsPattern("Ran [1-9]\\d tests");
  }

  @Test
  void reportsRunsThatTheServiceAccepts() throws Exception {
    try (RunningIntake intake =
        RunningIntake.inMemory(
            folder, "tidemark.intake.retention=36500d", "tidemark.intake.max-future=36500d")) {
      Ended report = runPython(intake.uri().toString(), "tests/report_one_run.py");

      assertThat(report.exit()).as(report.said()).isZero();
      List<IntakeRecord> records = intake.written().take();
      assertThat(records).hasSize(1);
      assertThat(records.get(0).format()).isEqualTo("comfyui-history");
      assertThat(new String(records.get(0).value(), UTF_8))
          .contains(
              "\"user_id\":\"ada\"",
              "\"api_key_id\":\"k-1\"",
              "\"width\":\"1024\"",
              "\"model\":\"sdxl.safetensors\"",
              "3 KSampler 5250 ms",
              "\"input_sha256\":")
          .doesNotContain("hush");
    }
  }
}
