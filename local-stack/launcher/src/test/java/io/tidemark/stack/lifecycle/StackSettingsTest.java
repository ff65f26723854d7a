/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stack.Checkout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class StackSettingsTest {

  private static final Checkout CHECKOUT = new Checkout(Path.of("/checkout"));

  @Test
  void anEmptyEnvironmentGivesTheDocumentedDefaults() {
    StackSettings settings = StackSettings.read(CHECKOUT, Map.of());
    assertThat(settings.state().root()).isEqualTo(Path.of("/checkout/.local"));
    assertThat(settings.port(Component.KAFKA)).isEqualTo(9092);
    assertThat(settings.port(Component.ELASTICSEARCH)).isEqualTo(9200);
    assertThat(settings.port(Component.JOB_MANAGER)).isEqualTo(8081);
    assertThat(settings.port(Component.API)).isEqualTo(8080);
    assertThat(settings.jobArguments()).isEmpty();
  }

  @Test
  void theEnvironmentWins() {
    StackSettings settings =
        StackSettings.read(
            CHECKOUT,
            Map.of(
                "TIDEMARK_HOME", "/elsewhere",
                "TIDEMARK_FLINK_PORT", "18081",
                "TIDEMARK_HEAP_TASKMANAGER", "2g",
                "TIDEMARK_JOB_ARGS", "--window 15m --kafka.x 'a b' --kafka.y=\"c d\""));
    assertThat(settings.state().root()).isEqualTo(Path.of("/elsewhere"));
    assertThat(settings.port(Component.JOB_MANAGER)).isEqualTo(18081);
    assertThat(settings.heap(Component.TASK_MANAGER)).isEqualTo("2g");
    assertThat(settings.jobArguments())
        .containsExactly("--window", "15m", "--kafka.x", "a b", "--kafka.y=c d");
  }

  @ParameterizedTest
  @CsvSource({
    "TIDEMARK_ES_PORT, 0",
    "TIDEMARK_API_PORT, 70000",
    "TIDEMARK_KAFKA_PORT, kafka",
    "TIDEMARK_HEAP_API, big",
    "TIDEMARK_HEAP_KAFKA, 0m",
    "TIDEMARK_JOB_ARGS, --kafka.x \"a b",
    "TIDEMARK_JOB_ARGS, --window 1h --kafka.x it's"
  })
  void nonsenseNamesItsVariable(String variable, String value) {
    assertThatThrownBy(() -> StackSettings.read(CHECKOUT, Map.of(variable, value)))
        .hasMessageContaining(variable)
        .hasMessageContaining(value);
  }
}
