/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The zone of the months of statements. */
@Tag("node")
class StatementZoneTest {

  private final LiveApi api = LiveApi.shared();

  @Test
  void isThatOfAJobThatKeepsNoDays() {
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("pipeline", "model-calls").put("hour", "2026-03-12T09:00:00Z");
    hour.put("window_minutes", 60);
    index(hour.deepCopy().put("day_zone", "Asia/Shanghai"));
    try (LiveApi fresh = LiveApi.beside()) {
      assertThat(fresh.bean(KeptDays.Source.class).findZone())
          .isEqualTo(ZoneId.of("Asia/Shanghai"));
      assertThat(fresh.bean(KeptDays.Source.class).findAny()).isEmpty();
    } finally {
      index(hour);
    }
  }

  private void index(ObjectNode hour) {
    long time = Instant.parse("2026-03-12T09:00:00Z").toEpochMilli();
    api.index(
        List.of(
            new IndexedDocument(IndexFamily.PIPELINE_PROGRESS.indexAt(time), "model-calls", hour)));
  }
}
