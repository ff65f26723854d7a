/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Labels and explanations in one language, from {@code texts_<language>.properties} next to this
 * class. Keys are {@code <workload>} for its name and {@code <workload>.help} for its explanation,
 * {@code <workload>.<name>} for the label of a metric, a dimension or a field of records, {@code
 * <workload>.<metric>.help} for an explanation, and {@code <workload>.<name>=<value>} for the label
 * of a value. A field of records that is a metric as well has the label of the metric.
 */
public final class SchemaTexts {

  /** The languages that have texts; the first is the default. */
  public static final List<String> LANGUAGES = List.of("en", "zh");

  private final Properties texts = new Properties();
  private final String file;

  private SchemaTexts(String file) {
    this.file = file;
  }

  /**
   * The texts of a language.
   *
   * @throws IllegalArgumentException when the language has no texts
   */
  public static SchemaTexts load(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException(
          "no texts in language '" + language + "': use one of " + String.join(", ", LANGUAGES));
    }
    SchemaTexts loaded = new SchemaTexts("texts_" + language + ".properties");
    try (Reader reader =
        new InputStreamReader(SchemaTexts.class.getResourceAsStream(loaded.file), UTF_8)) {
      loaded.texts.load(reader);
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + loaded.file, e);
    }
  }

  /**
   * The name of a workload for people.
   *
   * @throws IllegalStateException when the file has none
   */
  public String getName(WorkloadSchema schema) {
    return require(schema.id());
  }

  /**
   * The sentence that explains a workload.
   *
   * @throws IllegalStateException when the file has none
   */
  public String getHelp(WorkloadSchema schema) {
    return require(schema.id() + ".help");
  }

  /**
   * The label of a metric, dimension or field of records.
   *
   * @throws IllegalStateException when the file has none
   */
  public String getLabel(WorkloadSchema schema, String name) {
    return require(schema.id() + "." + name);
  }

  /**
   * The sentence that explains a metric.
   *
   * @throws IllegalStateException when the file has none
   */
  public String getHelp(WorkloadSchema schema, String metric) {
    return require(schema.id() + "." + metric + ".help");
  }

  /** The label of a value of a dimension or field; empty when the value is its own label. */
  public Optional<String> findValueLabel(WorkloadSchema schema, String dimension, String value) {
    return Optional.ofNullable(texts.getProperty(schema.id() + "." + dimension + "=" + value));
  }

  /** All keys of the file. */
  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  private String require(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(file + " has no text for '" + key + "'");
    }
    return text;
  }
}
