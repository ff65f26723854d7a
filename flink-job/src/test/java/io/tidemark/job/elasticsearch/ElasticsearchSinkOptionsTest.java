/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Bulks;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
final class ElasticsearchSinkOptionsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void travelWithTheJob() throws IOException, ClassNotFoundException {
    ElasticsearchSinkOptions options = ElasticsearchSinkOptions.defaults();
    assertThat(InstantiationUtil.clone(options)).isEqualTo(options);
  }

  @Test
  void passwordIsNeverPrinted() {
    Cluster cluster = Cluster.at(List.of("http://h:1")).withCredentials("me", "secret");
    assertThat(ElasticsearchSinkOptions.defaults().withCluster(cluster).toString())
        .contains("me")
        .doesNotContain("secret");
  }

  @Test
  void prefixesEveryRequestWithThePathOfTheAddresses() {
    Cluster cluster = Cluster.at(List.of("https://a:1/es/", "https://b:1/es"));
    assertThat(cluster.pathPrefix()).isEqualTo("/es");
    assertThat(Cluster.at(List.of("http://a:1/")).pathPrefix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:9200", "ftp://h", "http://", "http://u:p@h:1", "http://a b"})
  void hostIsAnAddress(String host) {
    assertRefused(() -> Cluster.at(List.of(host)), "elasticsearch.hosts");
  }

  @Test
  void namesTheAllowedValuesOfEachOption() {
    assertRefused(() -> Cluster.at(List.of()), "elasticsearch.hosts");
    assertRefused(() -> Cluster.at(List.of("http://a:1/x", "http://b:1")), "elasticsearch.hosts");
    Cluster cluster = Cluster.at(List.of("http://a:1"));
    assertRefused(() -> cluster.withCredentials("me", null), "elasticsearch.password");
    assertRefused(() -> new Bulks(0, 1_024, 1, SECOND), "elasticsearch.bulk-actions");
    assertRefused(() -> new Bulks(1, 1_023, 1, SECOND), "elasticsearch.bulk-bytes");
    assertRefused(() -> new Bulks(1, 1_024, 11, SECOND), "elasticsearch.bulks-in-flight");
    assertRefused(() -> new Bulks(1, 1_024, 1, Duration.ZERO), "elasticsearch.flush-interval");
    assertRefused(() -> new Retries(SECOND, Duration.ofMillis(1), SECOND), "retry-first-delay");
    assertRefused(() -> new Retries(SECOND, SECOND, Duration.ofDays(90)), "retry-limit");
  }

  private static void assertRefused(ThrowingCallable options, String name) {
    assertThatThrownBy(options)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
