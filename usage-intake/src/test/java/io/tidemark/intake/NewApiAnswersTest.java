/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the log API of new-api and one-api, as they are posted. */
@Tag("fast")
class NewApiAnswersTest {

  @TempDir static Path folder;
  private static RunningIntake intake;

  private final long now = Instant.now().toEpochMilli();

  @BeforeAll
  static void start() throws Exception {
    intake = RunningIntake.inMemory(folder, "tidemark.intake.items-per-second=100000");
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  private static String post(String body) throws Exception {
    return RunningIntake.text(intake.post("/api/v1/events/new-api", body));
  }

  @Test
  void readsTheRowsOfAPage() throws Exception {
    String page = createPage(createRow("a"), createRow("b"));
    String pretty = page.replace(",", ",\n  ");

    for (String body : List.of(page, "\uFEFF" + page, pretty)) {
      assertThat(post(body)).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
    }
    assertThat(post(createPage())).isEqualTo("{\"accepted\":0,\"rejected\":[]}");
  }

  @Test
  void rejectsADamagedRowAlone() throws Exception {
    String damaged = createRow("b").replace("20}", "2x}");
    String page = createPage(createRow("a"), damaged, createRow("c"));

    for (String body : List.of(page, "\uFEFF" + page, page.replace(",", ",\n"))) {
      assertThat(post(body))
          .startsWith("{\"accepted\":2,\"rejected\":[{\"index\":1,\"reason\":\"malformed\"");
    }
  }

  @Test
  void readsEveryAnswerOfABody() throws Exception {
    String damaged = createPage(createRow("b").replace("20}", "2x}"), createRow("c"));

    assertThat(post(createPage(createRow("a")) + "\n" + damaged))
        .startsWith("{\"accepted\":2,\"rejected\":[{\"index\":1,\"reason\":\"malformed\"");
  }

  /** As one-api answers, and new-api to a token that asks for its own rows. */
  @Test
  void readsTheRowsOfAnAnswerWithoutPages() throws Exception {
    String list = "{\"success\":true,\"data\":[" + createRow("a") + "," + createRow("b") + "]}";
    String damaged = list.replaceFirst("20}", "2x}");

    assertThat(post(list)).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
    assertThat(post(list + "\n" + damaged))
        .startsWith("{\"accepted\":3,\"rejected\":[{\"index\":2,\"reason\":\"malformed\"");
    assertThat(post("{\"success\":true,\"data\":[]}"))
        .isEqualTo("{\"accepted\":0,\"rejected\":[]}");
  }

  private static String createPage(String... rows) {
    return "{\"success\":true,\"message\":\"\",\"data\":{\"page\":1,\"total\":2,\"items\":["
        + String.join(",", rows)
        + "]}}";
  }

  private String createRow(String id) {
    return ("{\"id\":1,\"created_at\":%d,\"type\":2,\"model_name\":\"gpt-4o\","
            + "\"request_id\":\"%s\",\"prompt_tokens\":10,\"completion_tokens\":20}")
        .formatted(now / 1000, id);
  }
}
