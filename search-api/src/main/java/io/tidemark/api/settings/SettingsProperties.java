/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sources of settings other than the API.
 *
 * @param path a folder with YAML files; none by default
 * @param refresh how often files and the settings of other instances are looked at
 */
@ConfigurationProperties("tidemark.settings")
record SettingsProperties(Path path, @DefaultValue("5s") Duration refresh) {}
