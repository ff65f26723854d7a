/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.web.BackgroundWork;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Reads the folder of settings at the start and whenever a file has changed. */
@Component
@ConditionalOnProperty("tidemark.settings.path")
class SettingFileLoader extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(SettingFileLoader.class);

  private final SettingsProperties properties;
  private final SettingFolder folder;
  private final SettingFiles files;

  SettingFileLoader(
      SettingsProperties properties,
      List<SettingKind<?>> kinds,
      SettingFiles files,
      MeterRegistry meters) {
    super("setting-files");
    this.properties = properties;
    this.files = files;
    this.folder =
        new SettingFolder(
            properties.path(),
            new SettingFileReader(
                kinds.stream()
                    .filter(SettingKind::mayStandInFiles)
                    .collect(Collectors.toMap(SettingKind::id, Function.identity()))));
    meters.gauge("tidemark.settings.files.rejected", folder, SettingFolder::rejectedFiles);
  }

  /** Before the first request: an API without its files would allow to change what they fix. */
  @Override
  public void start() {
    try {
      readFolder();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The folder " + properties.path() + " (tidemark.settings.path) cannot be read.", e);
    }
    super.start();
  }

  private void readFolder() throws IOException {
    Map<SettingAddress, Setting> settings = folder.read();
    files.replaceAll(settings, folder.rejectedFiles() == 0);
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Thread.sleep(properties.refresh().toMillis());
      try {
        readFolder();
      } catch (IOException | RuntimeException e) {
        LOG.warn("The folder of settings cannot be read; what it said stays in force", e);
      }
    }
  }
}
