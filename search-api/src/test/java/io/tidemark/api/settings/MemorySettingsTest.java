/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import org.junit.jupiter.api.Tag;

/** The fake keeps the contract, so that other tests may trust it. */
@Tag("fast")
class MemorySettingsTest extends SettingRepositoryContract {

  private final MemorySettings repository = new MemorySettings();

  @Override
  SettingRepository repository() {
    return repository;
  }
}
