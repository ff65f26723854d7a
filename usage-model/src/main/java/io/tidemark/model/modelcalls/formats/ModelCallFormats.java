/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.UsageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The formats of model calls, by the names under which options choose them. */
public final class ModelCallFormats {

  private static final Map<String, Function<FormatOptions, UsageFormat<ModelCall>>> FORMATS =
      formats();

  private ModelCallFormats() {}

  /** All names, the default first. */
  public static List<String> names() {
    return List.copyOf(FORMATS.keySet());
  }

  /**
   * A new reader of a format, for one thread.
   *
   * @throws IllegalArgumentException when there is no such format
   */
  public static UsageFormat<ModelCall> byName(String name, FormatOptions options) {
    Function<FormatOptions, UsageFormat<ModelCall>> format = FORMATS.get(name);
    if (format == null) {
      throw new IllegalArgumentException(
          "Unknown format of model calls; allowed are " + String.join(", ", names()));
    }
    return format.apply(options);
  }

  private static Map<String, Function<FormatOptions, UsageFormat<ModelCall>>> formats() {
    Map<String, Function<FormatOptions, UsageFormat<ModelCall>>> formats = new LinkedHashMap<>();
    formats.put("native", options -> new NativeModelCallFormat());
    formats.put("ai-gateway", AiGatewayFormat::new);
    formats.put("ms-swift", MsSwiftFormat::new);
    formats.put("litellm", LitellmFormat::new);
    formats.put("otel-genai", OtelGenAiFormat::new);
    formats.put("cloudevents", CloudEventsFormat::new);
    formats.put("new-api", NewApiFormat::new);
    formats.put("envoy-access-log", EnvoyAccessLogFormat::new);
    formats.put("higress", HigressFormat::new);
    return formats;
  }
}
