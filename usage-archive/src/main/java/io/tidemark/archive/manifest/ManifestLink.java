/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/**
 * A manifest of the archive.
 *
 * @param manifest its path in the archive
 * @param sha256 of the manifest
 */
public record ManifestLink(
    @JsonProperty("day") LocalDate day,
    @JsonProperty("revision") int revision,
    @JsonProperty("manifest") String manifest,
    @JsonProperty("sha256") String sha256) {}
