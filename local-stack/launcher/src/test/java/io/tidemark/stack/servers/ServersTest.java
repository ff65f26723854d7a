/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers start from their own class paths, answer, and end when asked. */
@Tag("cluster")
class ServersTest {

  private Path state;

  /** A name with spaces, as folders of users may have. */
  @BeforeEach
  void chooseState(@TempDir Path folder) {
    state = folder.resolve("state of the stack");
  }

  @Test
  void elasticsearchAnswersAndEnds() throws Exception {
    ElasticsearchProcess node = ElasticsearchProcess.start(state);
    assertThat(Http.get(node.uri()).at("/version/number").asText()).isEqualTo("7.17.29");
    node.close();
    assertThat(node.process().isAlive()).isFalse();
    assertThat(Http.tryGet(node.uri())).isEmpty();
    assertPrivate();
  }

  @Test
  void kafkaKeepsItsTopicsOverARestart() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(state);
        Topics topics = new Topics(broker.bootstrapServers())) {
      topics.createAll();
      topics.createAll();
      assertThat(topics.listNames()).contains("usage.model-calls", "usage.dead-letters");
    }
    try (KafkaProcess broker = KafkaProcess.start(state);
        Topics topics = new Topics(broker.bootstrapServers())) {
      assertThat(topics.listNames()).contains("usage.model-calls", "usage.dead-letters");
    }
    assertPrivate();
  }

  @Test
  void flinkOffersItsSlotsAgainAfterItsTaskManagerWasKilled() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(state)) {
      assertThat(cluster.client().freeSlots()).isEqualTo(4);
      cluster.replaceTaskManager();
      cluster.awaitTaskManager();
      assertThat(cluster.client().runningJobs()).isEmpty();
      assertThat(Files.readString(state.resolve("logs/jobmanager.log")))
          .contains("Prometheus metrics on port");
      assertThat(Files.readString(state.resolve("flink/conf/config.yaml")))
          .contains("checkpointing.dir: 'file://" + state + "/flink/checkpoints'\n");
      assertPrivate();
    }
  }

  /** Whatever the umask of this test is: data, logs and configuration are for their owner only. */
  private void assertPrivate() throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      List<Path> files = all.filter(path -> !Files.isSymbolicLink(path)).toList();
      assertThat(files).hasSizeGreaterThan(3);
      for (Path file : files) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }
}
