/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.Keep;

/**
 * One file of the manifest.
 *
 * @param body as it appears in the file: without version, which is the manifest's
 */
record Asset(AssetKind kind, String name, ObjectNode body) {

  private static final String MANAGED_BY = "tidemark";
  private static final String TIER = "/policy/_meta/tier";
  private static final String DELETION = "/policy/phases/delete";
  private static final String AGE = "min_age";

  Asset {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(body, "body");
  }

  /** The body of the request that puts this asset as {@code version}. */
  ObjectNode createRequest(int version, Lifecycle lifecycle, Keep keep) {
    ObjectNode request = body.deepCopy();
    switch (kind) {
      // Elasticsearch counts the versions of a policy itself, so ours is in its metadata.
      case POLICY -> {
        markVersion(request.withObject("/policy/_meta"), version);
        if (hasTier()) {
          request.withObject(DELETION).put(AGE, readAge(keep));
        }
      }
      case COMPONENT_TEMPLATE -> {
        request.put("version", version);
        markVersion(request.withObject("/_meta"), version);
        if (dependsOnLifecycle()) {
          adaptTo(request, lifecycle);
        }
      }
      case INDEX_TEMPLATE -> {
        request.put("version", version);
        markVersion(request.withObject("/_meta"), version);
        // An index says by its mapping which version it was made by or raised to.
        markVersion(request.withObject("/template/mappings/_meta"), version);
      }
    }
    return request;
  }

  /** Whether an installed policy deletes indices at another age than that of its tier. */
  boolean hasOtherAge(JsonNode answer, Keep keep) {
    return hasTier() && !answer.path(name).at(DELETION).path(AGE).asText().equals(readAge(keep));
  }

  private boolean hasTier() {
    return body.at(TIER).isTextual();
  }

  /** The age at which a policy deletes an index. */
  private String readAge(Keep keep) {
    return switch (body.at(TIER).asText()) {
      case "hours" -> keep.hours() + "d";
      case "days" -> keep.ageOfMonths() + "d";
      case "records" -> keep.records() + "d";
      case "dead-letters" -> keep.deadLetters() + "d";
      default -> throw new IllegalStateException(name + " names no tier that is kept");
    };
  }

  /** Whether the asset looks different on a cluster without lifecycle management. */
  boolean dependsOnLifecycle() {
    return body.at("/template/settings/index/lifecycle").isObject();
  }

  private static void markVersion(ObjectNode meta, int version) {
    meta.put("managed_by", MANAGED_BY).put("version", version);
  }

  /** Without lifecycle management Elasticsearch refuses its settings as unknown. */
  private static void adaptTo(ObjectNode request, Lifecycle lifecycle) {
    request.withObject("/_meta").put(Lifecycle.META_FIELD, lifecycle.label());
    if (lifecycle == Lifecycle.ABSENT) {
      request.withObject("/template/settings/index").remove("lifecycle");
    }
  }

  /** Extracts the installed version from the response to {@code GET} on the asset's path. */
  InstalledAsset readInstalled(JsonNode answer) {
    JsonNode meta =
        switch (kind) {
          case POLICY -> answer.path(name).path("policy").path("_meta");
          case COMPONENT_TEMPLATE -> answer.at("/component_templates/0/component_template/_meta");
          case INDEX_TEMPLATE -> answer.at("/index_templates/0/index_template/_meta");
        };
    return new InstalledAsset(
        meta.path("version").asInt(InstalledAsset.UNVERSIONED),
        Lifecycle.findByLabel(meta.path(Lifecycle.META_FIELD).asText()));
  }
}
