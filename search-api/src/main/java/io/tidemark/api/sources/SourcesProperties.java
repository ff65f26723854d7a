/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where intake is.
 *
 * @param intakeUrl its address for senders, which the page shows; null when there is none
 * @param internalUrl its address for this service, which sends test events there; by default the
 *     same
 */
@ConfigurationProperties("tidemark.sources")
record SourcesProperties(URI intakeUrl, URI internalUrl) {

  /** Where test events go; null when nowhere. */
  URI testUrl() {
    return internalUrl == null ? intakeUrl : internalUrl;
  }

  /** The address for senders, without a slash at its end. */
  String shownUrl() {
    return intakeUrl == null ? null : intakeUrl.toString().replaceAll("/+$", "");
  }
}
