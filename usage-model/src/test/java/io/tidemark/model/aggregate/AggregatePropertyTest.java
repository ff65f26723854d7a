/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import static io.tidemark.model.aggregate.Aggregates.fields;
import static io.tidemark.model.aggregate.Aggregates.read;
import static io.tidemark.model.aggregate.Aggregates.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.schema.Option;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemaBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random schemas that grow, random aggregates: what is written comes back. */
@Tag("fast")
class AggregatePropertyTest {

  private static final int SCHEMAS = 300;
  private static final int VERSIONS = 4;

  private record Entry(String name, int kind, boolean retractable, int since) {}

  @Test
  void readsStateOfEveryEarlierVersion() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int schema = 0; schema < SCHEMAS; schema++) {
      List<Entry> entries = randomEntries(random);
      AggregateLayout latest = layout(entries, VERSIONS);
      for (int version = 1; version <= VERSIONS; version++) {
        AggregateLayout layout = layout(entries, version);
        Aggregate written = fill(layout, entries, version, random);

        Aggregate read = read(latest, write(written));

        assertThat(fields(read))
            .as("version %s of %s, seed %s", version, entries, seed)
            .isEqualTo(fields(written));
        assertThat(read.events()).isEqualTo(written.events());
        assertThat(fields(read(latest, write(read)))).isEqualTo(fields(written));
      }
    }
  }

  @Test
  void addsInAnyOrder() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int schema = 0; schema < SCHEMAS; schema++) {
      List<Entry> entries = randomEntries(random);
      AggregateLayout layout = layout(entries, VERSIONS);
      Aggregate a = fill(layout, entries, VERSIONS, random);
      Aggregate b = fill(layout, entries, VERSIONS, random);
      Aggregate ab = read(layout, write(a));
      ab.add(b);
      Aggregate ba = read(layout, write(b));

      ba.add(a);

      assertThat(fields(ab)).as("%s, seed %s", entries, seed).isEqualTo(fields(ba));
    }
  }

  private static List<Entry> randomEntries(Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      int kind = random.nextInt(3);
      boolean retractable = kind > 0 && random.nextBoolean();
      entries.add(new Entry("m" + i, kind, retractable, 1 + random.nextInt(VERSIONS)));
    }
    return entries;
  }

  private static AggregateLayout layout(List<Entry> entries, int version) {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("random").dimension("tenant_id", Option.COMPUTED);
    // Each version has a measure at least.
    for (int i = 1; i <= version; i++) {
      schema.count("v" + i, Option.since(i));
    }
    for (Entry entry : entries) {
      if (entry.since() > version) {
        continue;
      }
      Option[] options = {
        Option.since(entry.since()),
        Option.MAY_BE_UNKNOWN,
        entry.retractable() ? Option.RETRACTABLE : Option.COMPUTED
      };
      switch (entry.kind()) {
        case 0 -> schema.count(entry.name(), options);
        case 1 -> schema.sum(entry.name(), options);
        default -> schema.histogram(entry.name(), options);
      }
    }
    return AggregateLayout.createFor(
        schema.countsByValue("codes").distinctIds("ids", "id_list").groupedBy("tenant_id").build());
  }

  private static Aggregate fill(
      AggregateLayout layout, List<Entry> entries, int version, Random random) {
    Aggregate aggregate = new Aggregate(layout);
    aggregate.addEarlierEvents(random.nextInt(100));
    aggregate.add(layout.findSum("v1"), 1);
    for (Entry entry : entries) {
      if (entry.since() > version || random.nextBoolean()) {
        continue;
      }
      long value = random.nextInt(1_000_000);
      if (entry.kind() == 2) {
        aggregate.addDuration(layout.findHistogram(entry.name()), value);
      } else if (entry.retractable()) {
        aggregate.addRetractable(layout.findSum(entry.name()), value, 1);
      } else {
        aggregate.add(layout.findSum(entry.name()), value);
      }
    }
    aggregate.addCode(0, random.nextInt(600), 1);
    aggregate.addId(0, "id-" + random.nextInt(10));
    return aggregate;
  }
}
