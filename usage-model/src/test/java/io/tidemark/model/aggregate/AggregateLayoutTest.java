/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.schema.Option;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemaBuilder;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * State holds measures in the order of the schema, so that order is a contract: {@code
 * aggregate-layouts.txt} has it for each version. {@code -Dtidemark.golden.write=true} adds new
 * versions and never changes a line.
 */
@Tag("fast")
class AggregateLayoutTest {

  private static final Path GOLDEN = Path.of("src/test/resources/aggregate-layouts.txt");

  @Test
  void keepsTheLayoutOfEveryVersion() throws IOException {
    List<String> known = Files.exists(GOLDEN) ? Files.readAllLines(GOLDEN, UTF_8) : List.of();
    List<String> current = describeAll();

    assertThat(current)
        .as(
            "layouts of written state: a new measure needs since(n) of a new version, and the order"
                + " of the others stays")
        .containsAll(known);
    if (Boolean.getBoolean("tidemark.golden.write")) {
      Files.write(GOLDEN, current, UTF_8);
    }
    assertThat(Files.readAllLines(GOLDEN, UTF_8))
        .as("run with -Dtidemark.golden.write=true to add the new version")
        .containsExactlyElementsOf(current);
  }

  @Test
  void rejectsMoreSumsThanBits() {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("wide").dimension("tenant_id", Option.COMPUTED);
    IntStream.range(0, 65).forEach(i -> schema.count("c" + i));
    WorkloadSchema wide = schema.groupedBy("tenant_id").build();

    assertThatThrownBy(() -> AggregateLayout.createFor(wide))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at most 64");
  }

  private static List<String> describeAll() {
    List<String> lines = new ArrayList<>();
    Stream.concat(WorkloadSchemas.listAll().stream(), Stream.of(WorkloadSchemas.PIPELINE))
        .map(AggregateLayout::createFor)
        .forEach(
            layout -> {
              for (int version = 1; version <= layout.version(); version++) {
                lines.add(describe(layout, version));
              }
            });
    return lines;
  }

  private static String describe(AggregateLayout layout, int version) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < layout.sumCount(); i++) {
      if (layout.sumSince(i) <= version) {
        entries.add(layout.sumField(i) + (layout.isRetractable(i) ? "(retractable)" : ""));
      }
    }
    for (int i = 0; i < layout.codeCount(); i++) {
      entries.add(layout.codeField(i) + "(codes)");
    }
    for (int i = 0; i < layout.histogramCount(); i++) {
      if (layout.histogramSince(i) <= version) {
        String kind = layout.createHistogram(i).getClass().getSimpleName();
        entries.add(layout.histogramField(i) + "(" + kind + ")");
      }
    }
    for (int i = 0; i < layout.idListCount(); i++) {
      entries.add(layout.idListField(i) + "(ids)");
    }
    return layout.workload() + " " + version + ": " + String.join(" ", entries);
  }
}
