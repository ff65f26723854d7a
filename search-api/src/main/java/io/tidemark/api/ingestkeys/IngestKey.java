/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import static java.util.Objects.requireNonNull;

/**
 * A key with which a sender authenticates at intake.
 *
 * @param name what the sender is called; also the source of its events
 * @param sha256 of the whole text of the key, in lower-case hex digits
 * @param hint the first characters of the key, by which its owner recognizes it
 * @param projectId the project of all events of the sender; null when the events say it
 * @param userId the user of all events of the sender; null when the events say it
 */
record IngestKey(String name, String sha256, String hint, String projectId, String userId) {

  IngestKey {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
    requireNonNull(hint, "hint");
  }
}
