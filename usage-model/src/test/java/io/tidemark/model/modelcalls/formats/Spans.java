/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import java.util.regex.Pattern;

/** Writes OTLP/JSON traces for tests. */
final class Spans {

  static final String USAGE = "\"gen_ai.usage.input_tokens\":10,\"gen_ai.usage.output_tokens\":1";

  private static final Pattern MEMBER = Pattern.compile("(\"[^\"]+\"):(-?[0-9]+|\"[^\"]*\")");

  private Spans() {}

  /** A record with one resource of the tenant {@code t} and a service, with these spans. */
  static String record(String service, String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":["
        + attributes("\"service.name\":\"" + service + "\",\"tenant.id\":\"t\"")
        + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"app\"},\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }

  /**
   * A span of two seconds.
   *
   * @param attributes as members of a JSON object; numbers and texts
   */
  static String span(String id, String parent, String attributes) {
    return "{\"traceId\":\"0af7\",\"spanId\":\""
        + id
        + "\",\"parentSpanId\":\""
        + parent
        + "\",\"startTimeUnixNano\":\"1767229200000000000\","
        + "\"endTimeUnixNano\":\"1767229202000000000\",\"attributes\":["
        + attributes(attributes)
        + "],\"status\":{\"code\":0}}";
  }

  private static String attributes(String members) {
    return MEMBER
        .matcher(members)
        .replaceAll(
            member ->
                "{\"key\":"
                    + member.group(1)
                    + ",\"value\":{\""
                    + (member.group(2).startsWith("\"") ? "stringValue\":" : "intValue\":")
                    + member.group(2)
                    + "}}");
  }
}
