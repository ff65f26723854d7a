/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.modelcalls.ModelCall.Count;
import io.tidemark.model.modelcalls.ModelCall.Text;
import java.util.List;

/**
 * The fields of a native model call: the one table of their names, aliases, types and defaults, for
 * the parser and for the documentation.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum ModelCallField {
  REQUEST_ID(identifier("request_id", Text.REQUEST_ID).required()),
  EVENT_TIME(of("event_time", Type.TIME).required().aliases("timestamp")),
  TENANT_ID(identifier("tenant_id", Text.TENANT_ID).required()),
  MODEL(identifier("model", Text.MODEL).required()),
  MODEL_SOURCE(choice("model_source", Text.MODEL_SOURCE, "preset", "custom")),
  PROJECT_ID(identifier("project_id", Text.PROJECT_ID).aliases("project")),
  USER_ID(identifier("user_id", Text.USER_ID).aliases("user")),
  USER_TYPE(choice("user_type", Text.USER_TYPE, "user", "service_account", "group")),
  API_KEY_ID(identifier("api_key_id", Text.API_KEY_ID)),
  CHANNEL(choice("channel", Text.CHANNEL, "api", "playground")),
  ENDPOINT(identifier("endpoint", Text.ENDPOINT)),
  OPERATION(identifier("operation", Text.OPERATION)),
  PROVIDER(identifier("provider", Text.PROVIDER)),
  STATUS_CODE(of("status_code", Type.STATUS_CODE)),
  ERROR_TYPE(text("error_type", Text.ERROR_TYPE)),
  BLOCKED(of("blocked", Type.BOOLEAN)),
  INPUT_TOKENS(count("input_tokens", Count.INPUT_TOKENS).aliases("prompt_tokens")),
  CACHE_READ_TOKENS(count("cache_read_tokens", Count.CACHE_READ_TOKENS)),
  CACHE_WRITE_TOKENS(count("cache_write_tokens", Count.CACHE_WRITE_TOKENS)),
  OUTPUT_TOKENS(count("output_tokens", Count.OUTPUT_TOKENS).aliases("completion_tokens")),
  REASONING_TOKENS(count("reasoning_tokens", Count.REASONING_TOKENS)),
  TOTAL_TOKENS(count("total_tokens", Count.TOTAL_TOKENS)),
  LATENCY_MS(count("latency_ms", Count.LATENCY_MS).aliases("duration_ms", "latency")),
  TIME_TO_FIRST_TOKEN_MS(count("time_to_first_token_ms", Count.TIME_TO_FIRST_TOKEN_MS)),
  ATTEMPTS(count("attempts", Count.ATTEMPTS)),
  CLIENT_IP(text("client_ip", Text.CLIENT_IP)),
  USER_AGENT(text("user_agent", Text.USER_AGENT)),
  TAGS(of("tags", Type.TAGS));

  /** What a field's value must be. */
  public enum Type {
    /** Text of 1 to 512 characters; an empty one is absent. */
    IDENTIFIER,
    /** Text; cut at 512 characters. */
    TEXT,
    /** One of a few texts, the first of which is the default. */
    CHOICE,
    TIME,
    /** An integer from 0 to {@link ModelCall#MAX_COUNT}. */
    COUNT,
    STATUS_CODE,
    BOOLEAN,
    /** An object of texts. */
    TAGS
  }

  private final String fieldName;
  private final Type type;
  private final boolean required;
  private final List<String> aliases;
  private final List<String> choices;
  final Text text;
  final Count count;

  ModelCallField(Definition definition) {
    fieldName = definition.name;
    type = definition.type;
    required = definition.required;
    aliases = definition.aliases;
    choices = definition.choices;
    text = definition.text;
    count = definition.count;
  }

  /** The field's own name, which wins over its aliases. */
  public String fieldName() {
    return fieldName;
  }

  /** Other names for the same thing; an earlier one wins over a later one. */
  public List<String> aliases() {
    return aliases;
  }

  public Type type() {
    return type;
  }

  public boolean required() {
    return required;
  }

  /** The values of a {@link Type#CHOICE}, the default first; else empty. */
  public List<String> choices() {
    return choices;
  }

  private static Definition of(String name, Type type) {
    return new Definition(name, type, null, null);
  }

  private static Definition identifier(String name, Text text) {
    return new Definition(name, Type.IDENTIFIER, text, null);
  }

  private static Definition text(String name, Text text) {
    return new Definition(name, Type.TEXT, text, null);
  }

  private static Definition count(String name, Count count) {
    return new Definition(name, Type.COUNT, null, count);
  }

  private static Definition choice(String name, Text text, String... choices) {
    Definition definition = new Definition(name, Type.CHOICE, text, null);
    definition.choices = List.of(choices);
    return definition;
  }

  /** Collects what only some fields have. */
  private static final class Definition {
    final String name;
    final Type type;
    final Text text;
    final Count count;
    boolean required;
    List<String> aliases = List.of();
    List<String> choices = List.of();

    Definition(String name, Type type, Text text, Count count) {
      this.name = name;
      this.type = type;
      this.text = text;
      this.count = count;
    }

    Definition required() {
      required = true;
      return this;
    }

    Definition aliases(String... others) {
      aliases = List.of(others);
      return this;
    }
  }
}
