/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How long browsers keep the files of the page: without limit where the address holds the version;
 * everything else is asked for again, and sent again when its content has changed.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

  private static final CacheControl KEPT =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final PageFiles files;
  private final Map<Resource, String> tags = new ConcurrentHashMap<>();

  PageConfiguration(PageFiles files) {
    this.files = files;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(files.versionedFolder() + "**")
        .addResourceLocations(files.folderLocations())
        .setUseLastModified(false)
        .setCacheControl(KEPT);
    addRevalidated(registry, PageFiles.FOLDER + "**", files.folderLocations());
    addRevalidated(registry, "/favicon.svg", files.locations());
  }

  private void addRevalidated(
      ResourceHandlerRegistry registry, String pattern, String... locations) {
    registry
        .addResourceHandler(pattern)
        .addResourceLocations(locations)
        .setUseLastModified(false)
        .setEtagGenerator(this::tag)
        .setCacheControl(CacheControl.noCache());
  }

  /** The largest file has a megabyte: each is hashed once. */
  private String tag(Resource file) {
    return tags.computeIfAbsent(file, content -> ContentHash.createTag(ContentHash.of(content)));
  }
}
