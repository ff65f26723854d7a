/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.modelcalls.DimensionTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class JobArgumentsTest {

  @Test
  void defaultsHoldWhenNothingIsGiven() {
    JobArguments options = parse();

    assertThat(options.get(JobOptions.WINDOW)).isEqualTo(Duration.ofHours(1));
    assertThat(options.get(JobOptions.OUT_OF_ORDERNESS)).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.get(ConnectorOptions.ELASTICSEARCH_PASSWORD)).isNull();
  }

  @Test
  void theCommandLineWinsOverTheFileAndTheFileOverTheEnvironment(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("job.properties");
    Files.writeString(file, "window=15m\nelasticsearch.username=from-file\nlateness=2h\n");

    JobArguments options =
        JobArguments.parse(
            new String[] {"--config", file.toString(), "--window=30m"},
            Map.of(
                "TIDEMARK_ELASTICSEARCH_USERNAME", "from-environment",
                "TIDEMARK_ELASTICSEARCH_PASSWORD", "secret"));

    assertThat(options.get(JobOptions.WINDOW)).isEqualTo(Duration.ofMinutes(30));
    assertThat(options.get(JobOptions.LATENESS)).isEqualTo(Duration.ofHours(2));
    assertThat(options.get(ConnectorOptions.ELASTICSEARCH_USERNAME)).isEqualTo("from-file");
    assertThat(options.get(ConnectorOptions.ELASTICSEARCH_PASSWORD)).isEqualTo("secret");
  }

  @Test
  void takesRetentionFromTheSettingOfAllPrograms() {
    Map<String, String> environment = Map.of("TIDEMARK_KEEP_HOURS", "60d");

    assertThat(JobArguments.parse(new String[0], environment).get(JobOptions.RETENTION))
        .isEqualTo(Duration.ofDays(60));
    assertThat(
            JobArguments.parse(new String[] {"--retention", "40d"}, environment)
                .get(JobOptions.RETENTION))
        .isEqualTo(Duration.ofDays(40));
  }

  @Test
  void takesTagsFromTheSettingOfAllPrograms() {
    Map<String, String> environment = Map.of("TIDEMARK_DIMENSION_TAGS", "team, stage");

    DimensionTags tags =
        JobArguments.parse(new String[0], environment).get(JobOptions.DIMENSION_TAGS);

    assertThat(tags.findName("tag_1")).contains("team");
    assertThat(tags.findName("tag_2")).contains("stage");
  }

  @Test
  void anyKafkaClientPropertyGoesThrough() {
    assertThat(parse("--kafka.security.protocol", "SSL").kafka())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("bootstrap.servers", "localhost:9092")
        .doesNotContainKey("group-id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--window 20m | --window 20m: allowed is 15m, 30m, 1h",
        "--window 3600001ms | --window 3600001ms: allowed is 15m, 30m, 1h",
        "--records some | --records some: allowed is all, failed, none",
        "--out-of-orderness 5 | --out-of-orderness 5: allowed is 0 to 1h",
        "--provisional-every 10ms | --provisional-every 10ms: allowed is 0, or 1s to 1h",
        "--corrections-every 0s | --corrections-every 0s: allowed is 1s to 1h",
        "--pipelines a,,b | --pipelines a,,b: allowed is",
        "--model-calls.format native,csv | --model-calls.format native,csv: allowed is native,",
        "--windows 1h | --windows is not an option of the job",
        "--window | --window has no value",
        "window 1h | 'window' is not an option",
        "--lateness 30h | --lateness is longer than --duplicate-horizon",
        "--day-zone Asia/Kolkata | --day-zone Asia/Kolkata: a window of --window 60m can lie in",
        "--day-zone Mars | --day-zone Mars: allowed is time zone",
        "--dimension-tags a,b,c | --dimension-tags a,b,c: allowed is none, or one or two",
        "--daily yes | --daily yes: allowed is on, off",
        "--client-ip hash | --client-ip hash needs --client-ip-key",
        "--config nowhere.properties | --config nowhere.properties cannot be read",
      })
  void namesTheInvalidArgument(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static JobArguments parse(String... arguments) {
    return JobArguments.parse(arguments, Map.of());
  }
}
