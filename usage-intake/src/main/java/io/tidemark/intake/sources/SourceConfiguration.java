/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Statistics of sources. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

  @Bean
  SourceLog sourceLog(Clock clock, SourceProperties properties, ElasticsearchHttp elasticsearch) {
    boolean stored = properties.enabled() && elasticsearch.isConfigured();
    return new SourceLog(clock, stored ? properties.maxWaiting() : 0);
  }

  @Bean(destroyMethod = "close")
  SourceWriter sourceWriter(
      SourceLog log, SourceProperties properties, ElasticsearchHttp elasticsearch) {
    SourceWriter writer = new SourceWriter(log, UUID.randomUUID().toString(), elasticsearch);
    if (properties.enabled() && elasticsearch.isConfigured()) {
      writer.startWriting(properties.flush());
    }
    return writer;
  }
}
