/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Targets and secrets of channels.
 *
 * @param secretsPath a folder with a folder for each tenant, with a file for each secret
 * @param allowedHosts hosts that may have private addresses; those on this machine may use http
 * @param allowedVariables environment variables that a tenant may name, as {@code TENANT/NAME}
 */
@ConfigurationProperties("tidemark.channels")
record ChannelProperties(
    Path secretsPath,
    @DefaultValue Set<String> allowedHosts,
    @DefaultValue Set<String> allowedVariables) {}
