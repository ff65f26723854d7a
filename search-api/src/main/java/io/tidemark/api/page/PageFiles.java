/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files of the page. Their version is in their addresses, so that a browser can keep them and
 * yet never mixes the modules of two builds. It comes from their content: every file of a
 * reproducible build has the same time.
 */
@Component
class PageFiles {

  /** Addresses without a version, and the folder below each location. */
  static final String FOLDER = "/page/";

  private static final String INDEX = "index.html";

  private final ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
  private final String[] locations;
  private final String version;
  private final String index;

  PageFiles(WebProperties properties) {
    locations = properties.getResources().getStaticLocations();
    version = computeVersion();
    index = readIndex().replace('"' + FOLDER, '"' + versionedFolder());
  }

  /** Where files outside of the folder are, for resource handlers. */
  String[] locations() {
    return locations.clone();
  }

  /** Where the folder is, for resource handlers. */
  String[] folderLocations() {
    return Stream.of(locations)
        .map(location -> location + FOLDER.substring(1))
        .toArray(String[]::new);
  }

  /** Addresses that never lead to other content. */
  String versionedFolder() {
    return FOLDER + version + '/';
  }

  /** The page itself, which names the modules of this version. */
  String index() {
    return index;
  }

  private String computeVersion() {
    Map<String, String> hashes = new TreeMap<>();
    for (String location : locations) {
      for (Resource file : findFiles(location)) {
        String address = addressOf(file);
        // As for the resource handlers, the first location that has a file wins.
        hashes.putIfAbsent(address.substring(address.lastIndexOf(FOLDER)), ContentHash.of(file));
      }
    }
    if (hashes.isEmpty()) {
      throw new IllegalStateException(
          "No file of the page in " + String.join(", ", locations) + ": check the build.");
    }
    return ContentHash.of(hashes.toString().getBytes(UTF_8));
  }

  private Iterable<Resource> findFiles(String location) {
    // Only with the asterisk may a location be absent.
    String pattern =
        location.replaceFirst("^classpath:", "classpath*:") + FOLDER.substring(1) + "**";
    try {
      return Stream.of(resources.getResources(pattern))
          .filter(file -> file.isReadable() && !addressOf(file).endsWith("/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String addressOf(Resource file) {
    try {
      return file.getURL().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readIndex() {
    try {
      for (String location : locations) {
        Resource file = resources.getResource(location + INDEX);
        if (file.isReadable()) {
          try (InputStream content = file.getInputStream()) {
            return new String(content.readAllBytes(), UTF_8);
          }
        }
      }
      throw new FileNotFoundException(INDEX + " in " + String.join(", ", locations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
