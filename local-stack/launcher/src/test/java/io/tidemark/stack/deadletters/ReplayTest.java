/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.ProgressBar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays continue where the last one of the same reason ended. */
@Tag("cluster")
class ReplayTest {

  @TempDir private Path folder;
  private int letters;

  @Test
  void replaysEachReasonOnce() {
    StateFolder state = new StateFolder(folder.resolve("state"));
    try (KafkaProcess broker = KafkaProcess.start(folder.resolve("broker"));
        Topics topics = new Topics(broker.bootstrapServers())) {
      topics.createAll();
      sendLetters(broker, "malformed", "future", "malformed");

      assertThat(replay(broker, state, false, "malformed").sent()).isEqualTo(2);
      assertThat(replay(broker, state, false, "malformed").sent()).isZero();
      assertThat(replay(broker, state, false, "future").sent()).isEqualTo(1);
      assertThat(replay(broker, state, false, "malformed", "future").sent()).isZero();

      sendLetters(broker, "future");
      assertThat(replay(broker, state, false, "malformed", "future").sent()).isEqualTo(1);
      assertThat(replay(broker, state, true, "future").sent()).isEqualTo(2);
      assertThat(replay(broker, state, false, "malformed").sent()).isZero();
    }
  }

  @Test
  void keepsThePositionOfEarlierBuilds() throws Exception {
    Path file = Files.writeString(folder.resolve("replayed.properties"), "0=5\n");

    ReplayPositions positions = ReplayPositions.read(file);
    positions.set(Set.of("malformed"), 0, 9);
    positions.write(file);

    ReplayPositions kept = ReplayPositions.read(file);
    assertThat(kept.find("malformed", 0)).isEqualTo(9);
    assertThat(kept.find("future", 0)).isEqualTo(5);
    assertThat(kept.find("future", 1)).isZero();
  }

  private static Replayed replay(
      KafkaProcess broker, StateFolder state, boolean again, String... reasons) {
    ProgressBar silent = new ProgressBar(new PrintWriter(new StringWriter()), false, 0);
    return new Replay(broker.bootstrapServers(), state, Set.of(reasons)).run(again, silent);
  }

  private void sendLetters(KafkaProcess broker, String... reasons) {
    try (EventSender sender = EventSender.to(broker.bootstrapServers(), Replay.TOPIC)) {
      for (String reason : reasons) {
        String letter =
            "{\"topic\":\"usage.model-calls\",\"reason\":\"%s\",\"partition\":0,\"offset\":%d,\"payload\":\"{}\"}"
                .formatted(reason, letters++);
        sender.send(Replay.TOPIC, letter.getBytes(UTF_8));
      }
      sender.flush();
    }
  }
}
