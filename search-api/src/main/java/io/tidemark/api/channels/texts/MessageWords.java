/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Texts of messages in one language, from {@code messages_<language>.properties}. */
final class MessageWords {

  private static final Map<Language, MessageWords> LOADED = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      LOADED.put(language, new MessageWords(language));
    }
  }

  private final Properties texts = new Properties();

  private MessageWords(Language language) {
    String file = "messages_" + language.id() + ".properties";
    try (Reader reader =
        new InputStreamReader(MessageWords.class.getResourceAsStream(file), UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static MessageWords of(Language language) {
    return LOADED.get(language);
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  Optional<String> findWord(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** The text of a key. */
  String getWord(String key) {
    return findWord(key).orElseThrow(() -> new IllegalArgumentException("no text " + key));
  }

  /** The text of a key with values in place of their names. */
  String fillTemplate(String key, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    String text = getWord(key);
    int at = 0;
    // One pass: a value that looks like a name stays as it is.
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      filled.append(text, at, open).append(values.get(text.substring(open + 1, close)));
      at = close + 1;
    }
    return filled.append(text.substring(at)).toString();
  }
}
