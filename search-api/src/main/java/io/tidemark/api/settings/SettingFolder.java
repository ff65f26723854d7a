/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of files with settings. A file with a mistake is rejected whole, and what it said before
 * stays in force. It follows links, as folders that Kubernetes mounts consist of them.
 */
final class SettingFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SettingFolder.class);
  private static final int MOST_FILES = 1_000;

  private final Path folder;
  private final SettingFileReader reader;
  private final Map<String, Accepted> accepted = new TreeMap<>();
  private final Map<String, Integer> rejected = new HashMap<>();

  /** The settings of a file when it was accepted last. */
  private record Accepted(int digest, Map<SettingAddress, Setting> settings) {}

  SettingFolder(Path folder, SettingFileReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /** How many files are rejected now. */
  synchronized int rejectedFiles() {
    return rejected.size();
  }

  /**
   * All settings of the folder as it is now.
   *
   * @throws IOException when the folder cannot be read
   */
  synchronized Map<SettingAddress, Setting> read() throws IOException {
    List<Path> files = files();
    List<String> names = files.stream().map(SettingFolder::name).toList();
    accepted.keySet().retainAll(names);
    rejected.keySet().retainAll(names);
    Map<SettingAddress, Setting> all = new HashMap<>();
    Map<SettingAddress, String> owners = new HashMap<>();
    for (Path file : files) {
      Map<SettingAddress, Setting> settings = readFile(file, owners);
      listPlaces(settings).forEach(place -> owners.put(place, name(file)));
      all.putAll(settings);
    }
    return all;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> name(entry).matches("[^.].*\\.(ya?ml|json)"))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(SettingFolder::name))
          .limit(MOST_FILES)
          .toList();
    }
  }

  private Map<SettingAddress, Setting> readFile(Path file, Map<SettingAddress, String> owners) {
    String name = name(file);
    Accepted before = accepted.get(name);
    int digest = 0;
    try {
      byte[] content = content(file);
      digest = Arrays.hashCode(content);
      if (before == null || before.digest() != digest) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        before = new Accepted(digest, reader.readFile(name, content, time));
      }
      requireUnclaimed(before.settings(), owners);
      accepted.put(name, before);
      rejected.remove(name);
      return before.settings();
    } catch (SettingFault | IOException e) {
      reject(name, digest, e);
      return stillInForce(name, owners);
    }
  }

  /** The settings of a rejected file before its mistake, without those that others have now. */
  private Map<SettingAddress, Setting> stillInForce(
      String name, Map<SettingAddress, String> owners) {
    Map<SettingAddress, Setting> left = new LinkedHashMap<>();
    Accepted last = accepted.get(name);
    if (last != null) {
      last.settings()
          .forEach(
              (address, setting) -> {
                if (listPlaces(address, setting).noneMatch(owners::containsKey)) {
                  left.put(address, setting);
                }
              });
    }
    return left;
  }

  private void reject(String name, int digest, Exception fault) {
    Integer before = rejected.put(name, digest);
    if (before == null || before != digest) {
      String entry = fault instanceof SettingFault one ? one.entry() : "";
      LOG.warn("Settings file {} is rejected: {}: {}", name, entry, fault.getMessage());
    }
  }

  /** The addresses of settings, and the places of the defaults among them. */
  private Stream<SettingAddress> listPlaces(Map<SettingAddress, Setting> settings) {
    return settings.entrySet().stream()
        .flatMap(entry -> listPlaces(entry.getKey(), entry.getValue()));
  }

  private Stream<SettingAddress> listPlaces(SettingAddress address, Setting setting) {
    return Stream.concat(Stream.of(address), reader.findDefault(setting).stream());
  }

  private void requireUnclaimed(
      Map<SettingAddress, Setting> settings, Map<SettingAddress, String> owners) {
    settings.forEach(
        (address, setting) -> {
          String place = address.kind() + ' ' + address.id();
          if (owners.containsKey(address)) {
            throw new SettingFault(
                place, "This setting is already in " + owners.get(address) + ".");
          }
          reader
              .findDefault(setting)
              .map(owners::get)
              .ifPresent(
                  other -> {
                    throw new SettingFault(
                        place,
                        "The default of this tenant is in " + other + ": remove one of them.");
                  });
        });
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(SettingInput.MOST_BYTES + 1);
      if (content.length > SettingInput.MOST_BYTES) {
        throw new SettingFault("", "A file has at most " + SettingInput.MOST_BYTES + " bytes.");
      }
      return content;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
