/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The spool, which is off without a folder.
 *
 * @param dir its folder
 * @param maxSize bytes of items that may wait; when it is full, requests are answered with 503
 * @param after time after which items go to the spool, because Kafka does not acknowledge them
 */
@ConfigurationProperties("tidemark.spool")
public record SpoolProperties(
    Path dir, @DefaultValue("1GB") DataSize maxSize, @DefaultValue("2s") Duration after) {

  /** Whether there is a spool. */
  public boolean enabled() {
    return dir != null && !dir.toString().isBlank();
  }
}
