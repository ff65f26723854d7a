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
import java.util.stream.IntStream;
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
      // As many as the rate allows in some minutes.
      String[] ids = IntStream.range(0, 1_000).mapToObj(i -> "p-" + i).toArray(String[]::new);
      String envelope = "{" + historyRuns(ids) + "}";
      HttpResponse<byte[]> first = limited.post("/api/v1/events/comfyui-history", envelope);
      assertThat(text(first)).isEqualTo("{\"accepted\":1000,\"rejected\":[]}");

      HttpResponse<byte[]> second = limited.post("/api/v1/events/comfyui-history", envelope);
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(limited.written().take()).hasSize(1_000);
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
