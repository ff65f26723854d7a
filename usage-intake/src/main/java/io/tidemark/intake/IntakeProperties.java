/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import io.tidemark.model.codingagents.AgentTokenSource;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of requests, and the options of the job that decide which events it accepts.
 *
 * @param maxBody bytes of a request as it is sent
 * @param maxUnpacked bytes of a request after decompression
 * @param maxItems items of a request
 * @param maxItem bytes of an item
 * @param requestTimeout time in which a request must have been sent
 * @param itemsPerSecond items that a key may send; a burst may have twice as many
 * @param writeTimeout time in which Kafka must acknowledge the items of a request
 * @param memory bytes of heap that all requests may take together; 0 takes half of the heap
 * @param maxFuture {@code --max-future} of the job
 * @param retention {@code --retention} of the job
 * @param tenantAttribute {@code --tenant-attribute} of the job
 * @param defaultModel {@code --default-model} of the job
 * @param msSwiftTimeZone {@code --ms-swift.time-zone} of the job
 */
@ConfigurationProperties("tidemark.intake")
public record IntakeProperties(
    @DefaultValue("8MB") DataSize maxBody,
    @DefaultValue("64MB") DataSize maxUnpacked,
    @DefaultValue("10000") int maxItems,
    @DefaultValue("1MB") DataSize maxItem,
    @DefaultValue("30s") Duration requestTimeout,
    @DefaultValue("5000") int itemsPerSecond,
    @DefaultValue("10s") Duration writeTimeout,
    @DefaultValue("0B") DataSize memory,
    @DefaultValue("10m") Duration maxFuture,
    @DefaultValue("30d") Duration retention,
    @DefaultValue(FormatOptions.TENANT_ATTRIBUTE) String tenantAttribute,
    String defaultModel,
    @DefaultValue("UTC") ZoneId msSwiftTimeZone) {

  /** The options of formats, without a tenant. */
  public FormatOptions formatOptions() {
    return new FormatOptions(
        null, tenantAttribute, defaultModel, msSwiftTimeZone, AgentTokenSource.ALL);
  }

  /** Bytes of heap that all requests may take together. */
  long memoryBytes() {
    return memory.toBytes() > 0 ? memory.toBytes() : Runtime.getRuntime().maxMemory() / 2;
  }
}
