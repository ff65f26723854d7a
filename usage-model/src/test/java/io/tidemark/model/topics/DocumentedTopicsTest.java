/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages name the topics and the workloads of all events. */
@Tag("fast")
class DocumentedTopicsTest {

  private static final Path DOCS = Path.of("../docs");

  @Test
  void operatorsReadWhichTopicsToCreate() throws IOException {
    assertThat(readPart("operations.md", "1. Kafka: create the topics", "2. "))
        .contains(quoteAll(WorkloadSchema::topic))
        .contains("`" + UsageTopics.DEAD_LETTERS + "`");
    assertThat(readPart("intake.md", "Intake writes the topics", "which must exist"))
        .contains(quoteAll(UsageTopics::intakeOf));
  }

  @Test
  void sendersReadWhichWorkloadsIntakeTakes() throws IOException {
    assertThat(readPart("intake.md", "`?workload=`", "|\n")).contains(quoteAll(WorkloadSchema::id));
  }

  private static List<String> quoteAll(Function<WorkloadSchema, String> name) {
    return WorkloadSchemas.listAll().stream().map(one -> "`" + name.apply(one) + "`").toList();
  }

  private static String readPart(String page, String start, String end) throws IOException {
    String text = Files.readString(DOCS.resolve(page));
    int from = text.indexOf(start);
    return text.substring(from, text.indexOf(end, from));
  }
}
