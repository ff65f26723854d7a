/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class JobSettingsTest {

  @Test
  void addressesForFlinkHaveSpacesAsTheyAre() {
    JobSettings settings = new JobSettings(Map.of(JobSettings.FOLDER, "/my runs/1"));
    String address = settings.folderAddress("savepoint");

    assertThat(address).isEqualTo("file:///my runs/1/savepoint");
    assertThat(MeasuredJob.findFolder(address)).isEqualTo(Path.of("/my runs/1/savepoint"));
    assertThat(MeasuredJob.findFolder("file:/my runs/1/savepoint/savepoint-1"))
        .isEqualTo(Path.of("/my runs/1/savepoint/savepoint-1"));
  }

  /** Else a later run begins where an earlier one's checkpoint was, and waits for ever. */
  @Test
  void noTwoRunsShareAConsumerGroup() {
    JobSettings settings = new JobSettings(Map.of(JobSettings.TOPIC, "calls"));

    assertThat(settings.withGroupOfItsOwn().get(JobSettings.GROUP))
        .isNotEqualTo(settings.withGroupOfItsOwn().get(JobSettings.GROUP));
    assertThat(settings.withGroupOfItsOwn().get(JobSettings.TOPIC)).isEqualTo("calls");
  }
}
