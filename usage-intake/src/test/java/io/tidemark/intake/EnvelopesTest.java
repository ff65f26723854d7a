/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class EnvelopesTest {

  private final long now = Instant.now().toEpochMilli();

  @Test
  void countsTheEventsOfEnvelopesTowardsTheItemsPerSecond(@TempDir Path other) throws Exception {
    try (RunningIntake limited =
        RunningIntake.inMemory(other, "tidemark.intake.items-per-second=2")) {
      String five = "{" + historyRuns("p-1", "p-2", "p-3", "p-4", "p-5") + "}";
      HttpResponse<byte[]> first = limited.post("/api/v1/events/comfyui-history", five);
      assertThat(text(first)).isEqualTo("{\"accepted\":5,\"rejected\":[]}");

      assertThat(limited.post("/api/v1/events/comfyui-history", five).statusCode()).isEqualTo(429);
      assertThat(limited.written().take()).hasSize(5);
    }
  }

  @Test
  void countsItemsWithoutUsageAmongEnvelopesOfManyEvents(@TempDir Path other) throws Exception {
    String list = "[{" + historyRuns("p-1", "p-2", "p-3") + "},{}]";

    try (RunningIntake intake = RunningIntake.inMemory(other)) {
      assertThat(text(intake.post("/api/v1/events/comfyui-history", list)))
          .isEqualTo("{\"accepted\":3,\"rejected\":[],\"ignored\":1}");
    }
  }

  private String historyRuns(String... ids) {
    return Stream.of(ids)
        .map(
            id ->
                "\"%s\":{\"status\":{\"messages\":[[\"execution_success\",{\"timestamp\":%d}]]}}"
                    .formatted(id, now))
        .collect(Collectors.joining(","));
  }
}
