/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import io.tidemark.model.modelcalls.DimensionTags;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of the tags that are dimensions. */
@Configuration(proxyBeanMethods = false)
class TagConfiguration {

  /** The same as {@code --dimension-tags} of the job: documents do not name the tags. */
  private static final String DIMENSION_TAGS = "tidemark.dimension-tags";

  @Bean
  DimensionTags dimensionTags(
      @Value("${" + DIMENSION_TAGS + ":" + DimensionTags.NONE + "}") String names) {
    try {
      return DimensionTags.parse(names);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s %s: allowed is %s".formatted(DIMENSION_TAGS, names, e.getMessage()), e);
    }
  }
}
