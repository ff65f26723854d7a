/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.intake.IntakeProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where keys and tokens come from. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean(destroyMethod = "close")
  PolledKeys ingestKeys(KeyProperties properties) {
    List<KeySource> sources = new ArrayList<>();
    if (properties.file() != null) {
      sources.add(new KeyFile(properties.file()));
    }
    if (!properties.elasticsearch().isEmpty()) {
      sources.add(new KeyIndex(properties));
    }
    return new PolledKeys(sources, properties.refresh());
  }

  @Bean
  Gatekeeper gatekeeper(IngestKeys keys, TokenProperties tokens, IntakeProperties intake) {
    return new Gatekeeper(keys, new IngestTokens(tokens), intake.itemsPerSecond());
  }
}
