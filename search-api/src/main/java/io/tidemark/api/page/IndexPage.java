/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page itself. Browsers ask for it each time, so that an upgrade shows at once. */
@RestController
class IndexPage {

  private final byte[] content;
  private final String tag;

  IndexPage(PageFiles files) {
    content = files.index().getBytes(UTF_8);
    tag = ContentHash.createTag(ContentHash.of(content));
  }

  @GetMapping({"/", "/index.html"})
  ResponseEntity<byte[]> index() {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
        .cacheControl(CacheControl.noCache())
        .eTag(tag)
        .body(content);
  }
}
