/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.modelcalls.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A span with the attributes that are read of it; equal to itself only. */
final class CallSpan {

  /** Operations that call a model, whether tokens were reported or not. */
  private static final Set<String> INFERENCE =
      Set.of("chat", "generate_content", "text_completion", "embeddings");

  /** Kinds that call a model, whether tokens were reported or not. */
  private static final Set<String> INFERENCE_KINDS =
      Set.of("llm", "embedding", "reranker", "generation");

  /** Kinds and operations that only contain calls, and may have the sum of their tokens. */
  private static final Set<String> OTHER = Set.of("agent", "tool", "workflow", "chain", "handoff");

  /** Stands in the operations of the AI SDK that call a model, as {@code ai.embed.doEmbed}. */
  private static final String SDK_CALL = ".do";

  /** A kind of Traceloop that does the same; as an operation it says nothing. */
  private static final String TASK = "task";

  final String traceId;
  final String spanId;
  final String parentId;
  final String start;
  final String end;
  final String status;
  private final Map<String, String> own;
  private final Map<String, String> resource;
  private List<String> models;

  /**
   * A span as its record has it.
   *
   * @param slots the span's own fields, as {@link OtelGenAiFormat} numbers them
   * @param own the attributes of the span itself
   * @param resource those of its resource
   */
  CallSpan(JsonSlots slots, Map<String, String> own, Map<String, String> resource) {
    traceId = slots.text(OtelGenAiFormat.TRACE_ID);
    spanId = slots.text(OtelGenAiFormat.SPAN_ID);
    parentId = slots.text(OtelGenAiFormat.PARENT_ID);
    start = rawOrNull(slots, OtelGenAiFormat.START);
    end = rawOrNull(slots, OtelGenAiFormat.END);
    status = rawOrNull(slots, OtelGenAiFormat.STATUS);
    this.own = own;
    this.resource = resource;
  }

  private static String rawOrNull(JsonSlots slots, int slot) {
    return slots.has(slot) ? ForeignFormat.raw(slots, slot) : null;
  }

  /**
   * Whether the span is a call of a model: by its operation, by its kind, or because it has tokens
   * and a model and is not about an agent or a tool. Spans without an operation need no model: an
   * inference server names none.
   */
  boolean isModelCall() {
    String operation = lower(SpanAttribute.OPERATION);
    if (operation != null && INFERENCE.contains(operation)) {
      return true;
    }
    String kind = lower(SpanAttribute.KIND);
    if (TASK.equals(kind) || isOther(kind) || isOther(operation)) {
      return false;
    }
    boolean inference = kind != null && INFERENCE_KINDS.contains(kind);
    if (wrapsCalls(operation, inference)) {
      return false;
    }
    return (inference && !models().isEmpty())
        || (hasTokens() && (operation == null || !models().isEmpty()));
  }

  /**
   * Whether a span has the sum of its calls under the names of calls: one of the AI SDK around its
   * calls, or the run of an agent that names neither an operation nor a model. It ends after them,
   * so its exporter may send it in a record of its own.
   *
   * @param inference whether its kind is that of a call: processors of spans give all spans of a
   *     process the name of an agent
   */
  private boolean wrapsCalls(String operation, boolean inference) {
    String ofSdk = own(SpanAttribute.SDK_OPERATION);
    if (ofSdk != null) {
      return !ofSdk.contains(SDK_CALL);
    }
    return operation == null
        && !inference
        && own(SpanAttribute.AGENT) != null
        && models().isEmpty();
  }

  /**
   * Whether the input is known to leave cached tokens out: the AI SDK before version 6 gives the
   * numbers of Anthropic as they are.
   */
  boolean isCacheOutside() {
    String provider = lower(SpanAttribute.PROVIDER);
    return provider != null
        && provider.contains("anthropic")
        && own.containsKey(SpanAttribute.SDK_CACHE_READ)
        && !own.containsKey(SpanAttribute.SDK_CACHE_READ_INSIDE);
  }

  private static boolean isOther(String name) {
    if (name == null) {
      return false;
    }
    if (OTHER.contains(name)) {
      return true;
    }
    return List.of("agent", "tool", "workflow").stream()
        .anyMatch(
            word ->
                name.endsWith("_" + word)
                    || name.endsWith("." + word)
                    || name.startsWith(word + "_")
                    || name.startsWith(word + "."));
  }

  private boolean hasTokens() {
    return own(SpanAttribute.INPUT_TOKENS) != null
        || own(SpanAttribute.OUTPUT_TOKENS) != null
        || own(SpanAttribute.TOTAL_TOKENS) != null;
  }

  /** The names of its model, in lower case and without the provider in front. */
  List<String> models() {
    if (models == null) {
      models = readModels();
    }
    return models;
  }

  private List<String> readModels() {
    List<String> read = new ArrayList<>();
    for (SpanAttribute attribute :
        List.of(SpanAttribute.RESPONSE_MODEL, SpanAttribute.REQUEST_MODEL)) {
      String model = lower(attribute);
      if (model != null) {
        read.add(model.substring(model.lastIndexOf('/') + 1));
      }
    }
    return read;
  }

  /** Tokens under an attribute, or {@link ModelCall#UNKNOWN}. */
  long tokens(SpanAttribute attribute) {
    return scaled(own(attribute), 0);
  }

  /** The value of an attribute of the span itself, or null. */
  String own(SpanAttribute attribute) {
    return first(attribute, own);
  }

  /** The value of an attribute of the span or its resource, or null. */
  String value(SpanAttribute attribute) {
    String value = first(attribute, own);
    return value == null ? first(attribute, resource) : value;
  }

  /** The value of an attribute by its name, of the span or its resource, or null. */
  String value(String name) {
    String value = own.get(name);
    return value == null ? resource.get(name) : value;
  }

  /** The name under which the span has an attribute; the attribute's first one if it has none. */
  String nameOf(SpanAttribute attribute) {
    return attribute.names().stream()
        .filter(own::containsKey)
        .findFirst()
        .orElse(attribute.names().get(0));
  }

  /** Nanoseconds since 1970, as text or number, in milliseconds; 0 means unknown in OTLP. */
  static long millis(String nanoseconds) {
    long millis = scaled(nanoseconds, -6);
    return millis > 0 ? millis : UNKNOWN;
  }

  /** A number in digits times a power of ten; negative if it is none. */
  static long scaled(String digits, int power) {
    if (digits == null || !JsonNumbers.isNumber(digits)) {
      return UNKNOWN;
    }
    byte[] source = digits.getBytes(US_ASCII);
    return JsonNumbers.scaled(source, 0, source.length, power);
  }

  private String lower(SpanAttribute attribute) {
    String value = own(attribute);
    return value == null ? null : value.toLowerCase(Locale.ROOT);
  }

  private static String first(SpanAttribute attribute, Map<String, String> attributes) {
    for (String name : attribute.names()) {
      String value = attributes.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
