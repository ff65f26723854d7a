/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.model.fingerprint.Sha256;

/** Ids of documents that are the same on every instance. */
public final class DocumentId {

  private DocumentId() {}

  /** An id that follows from {@code parts}: each part distinguishes ids. */
  public static String of(String... parts) {
    return Sha256.digestToBase64(Sha256.joinParts(parts));
  }
}
