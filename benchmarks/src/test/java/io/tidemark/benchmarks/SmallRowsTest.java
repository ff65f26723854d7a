/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.api.PreparedApi;
import io.tidemark.benchmarks.ids.IdsRow;
import io.tidemark.benchmarks.intake.BatchRow;
import io.tidemark.benchmarks.intake.SingleRow;
import io.tidemark.benchmarks.parsing.ParsingRow;
import io.tidemark.benchmarks.report.Chart;
import io.tidemark.benchmarks.wholejob.ClosingRow;
import io.tidemark.benchmarks.wholejob.SinkRow;
import io.tidemark.benchmarks.wholejob.StorageRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class SmallRowsTest {

  @Test
  void parserRowRuns(@TempDir Path work) throws Exception {
    assertThat(new ParsingRow().measure(Scale.TINY, work).text())
        .contains("## J7", "| Tidemark |", "| Jackson |", "| fastjson2 |", "Ratio");
  }

  @Test
  void idsRowRuns(@TempDir Path work) {
    assertThat(new IdsRow().measure(Scale.TINY, work).text())
        .contains("## J8", "| 1,000 |", "| 5,000 |");
  }

  @LeftOutOfBuilds
  @Test
  void closingRowRuns(@TempDir Path work) throws Exception {
    assertThat(new ClosingRow().measure(Scale.TINY, work).text()).contains("## J11", "| 500 |");
  }

  @Test
  void sinkRowCountsStoredDocuments(@TempDir Path work) throws Exception {
    assertThat(SinkRow.TO_CONNECTOR.measure(Scale.TINY, work).text())
        .contains("## E2", "| Tidemark's sink |", "Ratio");
  }

  @LeftOutOfBuilds
  @Test
  void storageRowCountsStoredDocuments(@TempDir Path work) throws Exception {
    assertThat(new StorageRow().measure(Scale.TINIEST, work).text())
        .contains("## E4", "| hourly documents |", "Ratio");
  }

  @Test
  void batchRowRunsAndFindsItsRecords(@TempDir Path work) throws Exception {
    assertThat(new BatchRow().measure(Scale.TINY, work).text()).contains("## N1", "Target 20,000");
  }

  @LeftOutOfBuilds
  @Test
  void singleRowRuns(@TempDir Path work) throws Exception {
    assertThat(new SingleRow().measure(Scale.TINY, work).text()).contains("## N2", "100 requests");
  }

  @Test
  void picturesAreWritten(@TempDir Path work) throws Exception {
    Path picture = work.resolve("speed.png");
    new Chart("Speed", "size", "events/s")
        .logarithmic()
        .curve("job", List.of(1.0, 10.0, 100.0), List.of(3.0, 200.0, 10.0))
        .save(picture);

    assertThat(ImageIO.read(picture.toFile()).getWidth()).isPositive();
    assertThat(Files.size(picture)).isLessThan(50_000);
  }

  @Test
  void rowsHaveDifferentNames() {
    try (PreparedApi none = new PreparedApi()) {
      assertThat(Stream.concat(Benchmarks.rows(none).stream(), Benchmarks.GROWTH.stream()))
          .extracting(Row::name)
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
  }
}
