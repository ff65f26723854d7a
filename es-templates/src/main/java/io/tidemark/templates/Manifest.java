/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.mapping.DerivedTemplates;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All assets under one version, in the order in which they are put.
 *
 * @param version from 1; raised with every change of any asset
 */
record Manifest(int version, List<Asset> assets) {

  /** Stands in a section for all templates that the build derives from the schemas. */
  private static final String ALL_DERIVED = "*";

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  Manifest {
    if (version < 1) {
      throw new IllegalArgumentException("The version of a manifest starts at 1, not " + version);
    }
    assets = List.copyOf(assets);
  }

  /** The manifest in this jar. */
  static Manifest loadManifest() {
    try {
      return readManifest();
    } catch (IOException e) {
      throw new UncheckedIOException("The templates in this jar cannot be read", e);
    }
  }

  /** The templates in this jar that the build derived from the schemas. */
  static JsonNode deriveTemplates() {
    try {
      return readResource(DerivedTemplates.FILE);
    } catch (IOException e) {
      throw new UncheckedIOException("The derived templates in this jar cannot be read", e);
    }
  }

  List<Asset> indexTemplates() {
    return assets.stream().filter(asset -> asset.kind() == AssetKind.INDEX_TEMPLATE).toList();
  }

  private static Manifest readManifest() throws IOException {
    JsonNode manifest = readResource("manifest.json");
    JsonNode derived = deriveTemplates();
    List<Asset> assets = new ArrayList<>();
    for (AssetKind kind : AssetKind.values()) {
      for (JsonNode name : manifest.required(kind.section())) {
        if (name.textValue().equals(ALL_DERIVED)) {
          derived
              .required(kind.section())
              .properties()
              .forEach(entry -> assets.add(createAsset(kind, entry.getKey(), entry.getValue())));
        } else {
          String file = kind.folder() + "/" + name.textValue() + ".json";
          assets.add(createAsset(kind, name.textValue(), readResource(file)));
        }
      }
    }
    return new Manifest(manifest.required("version").intValue(), assets);
  }

  private static Asset createAsset(AssetKind kind, String name, JsonNode template) {
    ObjectNode body = (ObjectNode) template;
    FieldRanges.expandRanges(body);
    return new Asset(kind, name, body);
  }

  private static ObjectNode readResource(String path) throws IOException {
    try (InputStream in = Manifest.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      return JSON.readValue(in, ObjectNode.class);
    }
  }
}
