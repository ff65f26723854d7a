/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.intake.IntakeProperties;
import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where keys and tokens come from. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  ElasticsearchHttp elasticsearchHttp(KeyProperties properties) {
    return new ElasticsearchHttp(
        properties.elasticsearch(), properties.username(), properties.password());
  }

  @Bean(destroyMethod = "close")
  PolledKeys ingestKeys(KeyProperties properties, ElasticsearchHttp elasticsearch) {
    List<KeySource> sources = new ArrayList<>();
    if (properties.file() != null) {
      sources.add(new KeyFile(properties.file()));
    }
    if (!properties.elasticsearch().isEmpty()) {
      sources.add(new KeyIndex(elasticsearch));
    }
    return new PolledKeys(sources, properties.refresh());
  }

  @Bean
  Gatekeeper gatekeeper(IngestKeys keys, TokenProperties tokens, IntakeProperties intake) {
    return new Gatekeeper(keys, new IngestTokens(tokens), intake.itemsPerSecond());
  }
}
