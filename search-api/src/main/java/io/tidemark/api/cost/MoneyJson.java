/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.Money;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Writes money as decimal text: readers of JSON numbers would round it. */
@Configuration(proxyBeanMethods = false)
class MoneyJson {

  static {
    // The API document shows it as what it is written as.
    SpringDocUtils.getConfig().replaceWithClass(Money.class, String.class);
  }

  @Bean
  JacksonModule moneyModule() {
    return new SimpleModule("money")
        .addSerializer(Money.class, new ToStringSerializer(Money.class));
  }
}
