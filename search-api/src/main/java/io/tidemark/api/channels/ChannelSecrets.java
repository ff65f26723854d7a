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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Secrets of channels: files in a folder for each tenant, and variables that the operator allows
 * it, so that no tenant can name the secret of another one.
 */
@Component
class ChannelSecrets {

  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LONGEST = 2_000;

  private final Path folder;
  private final Set<String> allowedVariables;
  private final Map<String, String> environment;

  @Autowired
  ChannelSecrets(ChannelProperties properties) {
    this(properties, System.getenv());
  }

  ChannelSecrets(ChannelProperties properties, Map<String, String> environment) {
    this.folder = properties.secretsPath();
    this.allowedVariables = properties.allowedVariables();
    this.environment = environment;
  }

  /**
   * The secret.
   *
   * @throws ChannelFault when there is none that can be read
   */
  String requireSecret(String tenant, SecretReference reference) throws ChannelFault {
    return findSecret(tenant, reference)
        .orElseThrow(() -> new ChannelFault("There is no secret " + reference + '.'));
  }

  /** The secrets of one file or variable: while a secret is changed, the new and the old one. */
  static Stream<String> listSecrets(String text) {
    return BLANKS.splitAsStream(text);
  }

  private Optional<String> findSecret(String tenant, SecretReference reference) {
    Optional<String> found =
        reference.source() == SecretReference.Source.FILE
            ? findFile(tenant, reference.name())
            : findVariable(tenant, reference.name());
    return found.map(String::strip).filter(text -> !text.isEmpty());
  }

  private Optional<String> findVariable(String tenant, String name) {
    return allowedVariables.contains(tenant + '/' + name)
        ? Optional.ofNullable(environment.get(name))
        : Optional.empty();
  }

  private Optional<String> findFile(String tenant, String name) {
    if (folder == null || !FOLDER.matcher(tenant).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(folder.resolve(tenant).resolve(name))) {
      return Optional.of(new String(in.readNBytes(LONGEST), UTF_8));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
