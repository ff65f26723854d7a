/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.intake.kafka.KafkaProperties;
import io.tidemark.intake.kafka.KafkaRecordWriter;
import io.tidemark.intake.kafka.RecordWriter;
import io.tidemark.intake.reading.FormatReaders;
import io.tidemark.intake.request.BodyReader;
import io.tidemark.intake.request.RequestMemory;
import io.tidemark.intake.spool.Spool;
import io.tidemark.intake.spool.SpoolProperties;
import io.tidemark.intake.spool.SpoolingWriter;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  RequestMemory requestMemory(IntakeProperties properties) {
    return new RequestMemory(properties.memoryBytes());
  }

  @Bean
  BodyReader bodyReader(IntakeProperties properties, RequestMemory memory) {
    return new BodyReader(
        properties.maxBody(), properties.maxUnpacked(), properties.requestTimeout(), memory);
  }

  @Bean
  FormatReaders formatReaders(IntakeProperties properties, Clock clock) {
    return new FormatReaders(properties, clock);
  }

  @Bean(destroyMethod = "close")
  RecordWriter recordWriter(
      KafkaProperties kafka,
      SpoolProperties spool,
      IntakeProperties properties,
      MeterRegistry metrics)
      throws IOException {
    KafkaRecordWriter direct = new KafkaRecordWriter(kafka, properties.writeTimeout());
    if (!spool.enabled()) {
      return direct;
    }
    return new SpoolingWriter(
        direct, new Spool(spool.dir(), spool.maxSize().toBytes()), spool, metrics);
  }
}
