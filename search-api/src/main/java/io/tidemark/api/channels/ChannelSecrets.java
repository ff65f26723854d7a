/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Secrets of channels: files in a folder for each tenant, so that no tenant can name the secret of
 * another one.
 */
@Component
class ChannelSecrets {

  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final int LONGEST = 1_000;

  private final Path folder;

  ChannelSecrets(ChannelProperties properties) {
    this.folder = properties.secretsPath();
  }

  /** The secret with this name; empty when there is none that can be read. */
  Optional<String> find(String tenant, String name) {
    if (folder == null || !FOLDER.matcher(tenant).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(folder.resolve(tenant).resolve(name))) {
      return Optional.of(new String(in.readNBytes(LONGEST), UTF_8).strip());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
