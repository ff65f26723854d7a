/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Example records of the source formats. */
public final class Examples {

  static final String NATIVE =
      "{\"request_id\":\"r-1\",\"event_time\":\"2026-01-01T01:00:00.125Z\",\"tenant_id\":\"acme\","
          + "\"model\":\"qwen3-32b\",\"model_source\":\"custom\",\"user_id\":\"u-17\","
          + "\"endpoint\":\"/v1/chat/completions\",\"status_code\":200,\"blocked\":false,"
          + "\"input_tokens\":1200,\"cache_read_tokens\":1024,\"output_tokens\":310,"
          + "\"latency\":3250,\"user_agent\":\"claude-cli/2.1.114 (external, cli)\","
          + "\"tags\":{\"team\":\"search\\u00e9\"},\"messages\":[{\"content\":\"hush\"}],"
          + "\"nested\":{\"a\":[1,2.5e3,null,true,{\"b\":\"\\\"\"}]}}";

  private Examples() {}

  /** The example of a format, by the format's name. */
  public static String of(String format) {
    if (format.equals("native")) {
      return NATIVE;
    }
    try (InputStream file = Examples.class.getResourceAsStream(format + ".json")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
