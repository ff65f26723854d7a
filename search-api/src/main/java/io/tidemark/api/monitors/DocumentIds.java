/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.model.fingerprint.Sha256;

/** Ids of documents: the same on every instance, and short however long the names are. */
final class DocumentIds {

  private DocumentIds() {}

  static String of(String... names) {
    return Sha256.digestToBase64(Sha256.joinParts(names));
  }
}
